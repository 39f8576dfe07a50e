"""Corrections that cannot be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def unknown_field(field: str, known: Sequence[str]) -> UsageError:
    return UsageError(
        "unknown-field",
        thai=f"ไม่มีช่อง “{field}” ให้แก้ แก้ได้: {' '.join(known)}",
        english=f"there is no field “{field}” to correct; there are: {' '.join(known)}",
    )


def no_such_reference(field: str, count: int) -> UsageError:
    return UsageError(
        "no-such-reference",
        thai=f"{field}: หนังสือฉบับนี้อ้างถึง {count} ฉบับ ดูลำดับด้วย saraban show",
        english=f"{field}: this letter has {count} references; saraban show numbers them",
    )


def nothing_to_correct() -> UsageError:
    return UsageError(
        "nothing-to-correct",
        thai="ไม่ได้บอกว่าจะแก้อะไร ให้ใส่ ช่อง=ค่า เช่น date=2020-06-16 (ช่อง= หมายถึงไม่มีค่า)",
        english="nothing to correct: add FIELD=VALUE, such as date=2020-06-16 (FIELD= means that there is none)",
    )


def changed_meanwhile(field: str) -> UsageError:
    return UsageError(
        "changed-meanwhile",
        thai=f"{field}: มีผู้อื่นแก้ค่านี้ไปแล้วระหว่างที่ดูอยู่ จึงยังไม่ได้บันทึก ให้ดูค่าใหม่แล้วตัดสินอีกครั้ง",
        english=f"{field}: somebody else has changed this value meanwhile, so nothing was recorded;"
        " look at the new value and decide again",
    )


def no_reason() -> UsageError:
    return UsageError(
        "no-reason",
        thai="ต้องบอกเหตุผลด้วย --reason เพราะผู้ตรวจสอบภายหลังต้องรู้ว่าเหตุใดค่าในคลังจึงต่างจากที่อ่านได้",
        english="say why with --reason: whoever checks the archive later must be able to tell why a value differs"
        " from what was read",
    )


def no_author() -> UsageError:
    return UsageError(
        "no-author",
        thai="ต้องบอกชื่อผู้แก้ด้วย --author เพราะทุกการแก้ไขต้องมีผู้รับผิดชอบ",
        english="say who corrects with --author: somebody must answer for each correction",
    )


def bad_number(field: str, value: str) -> UsageError:
    return UsageError(
        "bad-number",
        thai=f"{field}: “{value}” ไม่ใช่เลขที่หนังสือ เขียนอย่าง มท 0816.3/ว 1750 หรือ 305/2566",
        english=f"{field}: “{value}” is no number of a letter; write it like มท 0816.3/ว 1750 or 305/2566",
    )


def bad_date(field: str, value: str) -> UsageError:
    return UsageError(
        "bad-date",
        thai=f"{field}: “{value}” ไม่ใช่วันที่ เขียนอย่าง 2020-06-16 หรือ 16 มิ.ย. 2563",
        english=f"{field}: “{value}” is no date; write it like 2020-06-16 or 16 มิ.ย. 2563",
    )


def bad_value(field: str, value: str, choices: Sequence[str]) -> UsageError:
    return UsageError(
        "bad-value",
        thai=f"{field}: “{value}” ใช้ไม่ได้ เลือกได้: {' '.join(choices)}",
        english=f"{field}: “{value}” is none of: {' '.join(choices)}",
    )

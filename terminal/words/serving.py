"""What is said of the web pages, their users, and who looked at what."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    # serve
    "serve.at": (
        "เปิดหน้าเว็บที่ {address} หยุดด้วย Ctrl-C",
        "The pages are at {address} (Ctrl-C ends it)",
    ),
    "serve.ended": ("ปิดหน้าเว็บแล้ว", "The pages are closed."),
    "serve.no-auth": (
        "ไม่เปิด {host} ให้เครื่องอื่นโดยไม่รู้ว่าใครเข้ามา ให้สร้างผู้ใช้ด้วย saraban users add แล้วเปิดด้วย --auth แฟ้มผู้ใช้",
        "{host} is not opened to other machines without knowing who comes: make users with saraban users add, then name"
        " their file with --auth",
    ),
    "serve.half-proxy": (
        "--auth-header ใช้คู่กับ --auth และ --auth-from เสมอ (แฟ้มผู้ใช้บอกบทบาท, ที่อยู่บอกว่าเชื่อพร็อกซีใด)",
        "--auth-header goes with --auth and --auth-from (the file tells the roles, the addresses which proxy to believe)",
    ),
    "serve.no-users": (
        "แฟ้ม {path} ยังไม่มีผู้ใช้ สร้างด้วย saraban users add ชื่อ --role บทบาท",
        "there is no user in {path} yet; make one with saraban users add NAME --role ROLE",
    ),
    "serve.rooms": (
        "เตรียมคลังตามสิทธิของผู้ใช้ ครั้งแรกใช้เวลาพอ ๆ กับ reindex",
        "Preparing the archive for the rights of its users; the first time takes as long as reindex.",
    ),
    "serve.no-root": (
        "--import-root {path} ไม่ใช่โฟลเดอร์ ให้ตรวจชื่อ",
        "--import-root {path} is no folder; check the name",
    ),
    "serve.taken": (
        "ใช้ {host} พอร์ต {port} ไม่ได้ ({reason}) ให้เลือกพอร์ตอื่นด้วย --port",
        "{host} port {port} cannot be used ({reason}); choose another with --port",
    ),
    # users
    "users.usage": (
        "ใช้: users list | add ชื่อ --role บทบาท | remove ชื่อ | role ชื่อ บทบาท | secrecy ชื่อ ชั้น | password ชื่อ",
        "usage: users list | add NAME --role R | remove NAME | role NAME R | secrecy NAME LEVEL | password NAME",
    ),
    "users.no-role": (
        "ต้องบอกบทบาท: --role reader, --role clerk หรือ --role auditor",
        "a role is wanted: --role reader, --role clerk or --role auditor",
    ),
    "users.added": ("เพิ่ม {name} เป็น{role}แล้ว ใน {path}", "{name} was added as {role} in {path}"),
    "users.removed": ("เอา {name} ออกแล้ว", "{name} was removed"),
    "users.changed": ("{name} เป็น{role}แล้ว", "{name} is {role} now"),
    "users.cleared": ("{name} เห็นหนังสือถึงชั้น: {level}", "{name} may see letters up to: {level}"),
    "users.password": ("เปลี่ยนรหัสผ่านของ {name} แล้ว", "the password of {name} was changed"),
    "users.none": ("ยังไม่มีผู้ใช้ใน {path}", "There are no users in {path} yet."),
    "users.type": ("รหัสผ่าน", "Password"),
    "users.again": ("พิมพ์อีกครั้ง", "Once more"),
    "users.differ": ("รหัสผ่านสองครั้งไม่ตรงกัน ให้พิมพ์ใหม่", "the two passwords differ; type them again"),
    "users.name": ("ชื่อ", "Name"),
    "users.role": ("บทบาท", "Role"),
    "users.secrecy": ("เห็นถึงชั้น", "May see up to"),
    "users.way": ("เข้าทาง", "Comes by"),
    "users.by-password": ("รหัสผ่าน", "password"),
    "users.by-proxy": ("พร็อกซี", "proxy"),
    "users.by-role": ("ตามบทบาท", "as the role says"),
    "users.open": ("ไม่มีชั้นความลับ", "what is not secret"),
    "users.reader": ("ผู้อ่าน", "reader"),
    "users.clerk": ("เจ้าหน้าที่สารบรรณ", "clerk"),
    "users.auditor": ("ผู้ตรวจสอบ", "auditor"),
    # access-log
    "access.since": (
        "--since: “{typed}” ไม่ใช่วันที่ เช่น 1 ม.ค. 2566 หรือ 2566",
        "--since: “{typed}” is no day, such as 2023-01-01 or 2023",
    ),
    "access.none": ("ยังไม่มีบันทึกการเข้าถึงตามที่ถาม", "The log has nothing of that kind."),
    "access.at": ("เวลา", "When"),
    "access.user": ("ผู้ใช้", "Who"),
    "access.address": ("จาก", "From"),
    "access.deed": ("ทำ", "Did"),
    "access.what": ("กับ", "What"),
    "deed.search": ("ค้น", "searched"),
    "deed.view": ("ดูหนังสือ", "viewed"),
    "deed.trace": ("ดูสายหนังสือ", "traced"),
    "deed.audit": ("ดูรายงานตรวจสอบ", "audited"),
    "deed.original": ("ดาวน์โหลดต้นฉบับ", "took the original"),
    "deed.picture": ("ดูภาพหน้า", "saw a page"),
    "deed.list": ("ดูรายการ", "listed"),
    "deed.export": ("ส่งออก", "exported"),
    "deed.import": ("นำเข้า", "imported"),
    "deed.correct": ("แก้ไข", "corrected"),
    "deed.login": ("เข้าสู่ระบบ", "logged in"),
    "deed.login-failed": ("ใส่รหัสผิด", "wrong password"),
    "deed.logout": ("ออกจากระบบ", "logged out"),
    "deed.refused": ("ถูกปฏิเสธ", "refused"),
}

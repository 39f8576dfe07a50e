"""What is said of letters: found, shown, reviewed, put right, followed."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    # search
    "search.as-of": ("สถานะ ณ {day}", "Statuses on {day}"),
    "search.found": ("พบ {total} ฉบับ ({ms} มิลลิวินาที)", "{total} letters ({ms} ms)"),
    "search.found-one": ("พบ 1 ฉบับ ({ms} มิลลิวินาที)", "1 letter ({ms} ms)"),
    "search.shown": ("แสดงฉบับที่ {first}–{last}", "showing {first}–{last}"),
    "search.more": ("ดูต่อ: --offset {offset}", "more: --offset {offset}"),
    "search.beyond": ("ไม่มีฉบับหลังจาก --offset {offset}", "no letters after --offset {offset}"),
    "search.resembles": (
        "อ่านจากภาพสแกน คำที่พบไม่ตรงทุกตัวอักษร",
        "read from a scan; what was found is not letter for letter as typed",
    ),
    "search.none": ("ไม่พบหนังสือ", "No letters found."),
    "search.understood": ("เข้าใจคำค้นว่า: {query}", "Understood as: {query}"),
    "search.perhaps": ("“{typed}” หมายถึง {words} หรือไม่", "“{typed}”: did you mean {words}?"),
    "search.either": (" หรือ ", " or "),
    "search.try": ("ลอง:", "Try:"),
    "search.try-fewer": ("ใช้คำให้น้อยลง หรือ OR ระหว่างคำ", "fewer words, or OR between them"),
    "search.try-prefix": ("ต้นคำตามด้วย * เช่น ประชุม*", "the start of a word and a star: ประชุม*"),
    "search.try-filter": ("เอาตัวกรองออก ({filters})", "without the filters ({filters})"),
    "search.try-missing": (
        "saraban missing: หนังสือที่ถูกอ้างถึงแต่ยังไม่มีในคลัง",
        "saraban missing: letters that are cited but not in the archive",
    ),
    "search.no-number": ("(ไม่มีเลขที่)", "(no number)"),
    # show
    "show.as-of": ("ณ {day}", "on {day}"),
    "show.since": ("ตั้งแต่ {day}", "from {day}"),
    "show.told-above": ("(บอกไว้ข้างบนแล้ว)", "(told above)"),
    "show.perhaps-act": ("อาจ", "perhaps "),
    "show.sure": ("มั่นใจ {percent}%", "{percent}% sure"),
    "show.candidates": ("อาจเป็น {letters}", "perhaps {letters}"),
    "show.differs": ("ข้อความไม่ตรงทุกตัวอักษร เหมือน {percent}%", "not to the letter the same: {percent}% alike"),
    "show.twins": ("เลขที่และวันที่เดียวกัน เนื้อความต่าง", "Same number and date, another text"),
    "show.alternatives": ("สำเนาเขียนว่า", "Copies say"),
    "show.corrections": ("การแก้ไข", "Corrections"),
    "show.corrected": (
        "{field}: {old} แก้เป็น {value}  {made}  {author}: {reason}",
        "{field}: {old} put right to {value}  {made}  {author}: {reason}",
    ),
    "show.confirmed": (
        "{field}: {value} ยืนยันแล้ว  {made}  {author}: {reason}",
        "{field}: {value} confirmed  {made}  {author}: {reason}",
    ),
    "show.blank": ("ไม่มี", "none"),
    # review
    "review.none": ("ไม่มีอะไรต้องตรวจ", "Nothing needs a look."),
    "review.count": (
        "{count} รายการ แก้หรือยืนยันด้วย saraban correct",
        "{count} items; saraban correct settles them",
    ),
    "review.value": ("ค่า", "Value"),
    "review.why": ("เหตุที่ควรดู", "Why"),
    "review.perhaps": ("หรือ {value}", "or {value}"),
    "review.crop": ("ภาพ {path}", "picture {path}"),
    "review.place": ("หน้า {page} บรรทัด {line}", "page {page}, line {line}"),
    # correct
    "correct.no-change": ("ไม่มีช่องที่จะแก้ หลังชื่อหนังสือให้ใส่ ช่อง=ค่า", "after the letter put FIELD=VALUE"),
    "correct.no-letter": ("ต้องบอกหนังสือก่อน ช่อง=ค่า", "name the letter before FIELD=VALUE"),
    "correct.twice": ("บอก {field} สองครั้ง", "{field} is given twice"),
    "correct.done": ("บันทึกการแก้ไขแล้ว", "Corrections recorded"),
    # trace
    "trace.cites": ("อ้างถึง", "cites"),
    "trace.cited-by": ("ถูกอ้างโดย", "cited by"),
    "trace.cycle": ("วนกลับมาที่ฉบับนี้ (แสดงข้างบนแล้ว)", "back to this letter (shown above): a cycle"),
    "trace.again": ("แสดงข้างบนแล้ว", "shown above"),
    "trace.cycles": ("หนังสือที่อ้างถึงกันเป็นวง:", "Letters that cite each other in a circle:"),
    "trace.no-way": ("ไม่พบสายที่โยงสองฉบับนี้ถึงกัน", "No chain leads from the one to the other."),
    "trace.roundabout": (
        "สองฉบับนี้ไม่ได้อ้างถึงกันโดยสาย แต่เกี่ยวกันผ่านหนังสือฉบับอื่น:",
        "Neither rests on the other, but both have to do with these letters:",
    ),
    "trace.way": ("ทางที่ {place} ({steps} ขั้น)", "Way {place} ({steps} steps)"),
    "trace.ways": ("พบ {ways} ทาง", "{ways} ways"),
    "trace.as-of": ("สายการอ้างถึง ณ {day}", "The chain on {day}"),
    "trace.summary": (
        "{letters} ฉบับ {links} การอ้างถึง ไม่มีในคลัง {missing}",
        "{letters} letters, {links} references, {missing} not in the archive",
    ),
    "trace.alone-cites": ("ฉบับนี้ไม่ได้อ้างถึงหนังสือใด", "This letter cites none."),
    "trace.alone-cited-by": ("ไม่มีหนังสือในคลังอ้างถึงฉบับนี้", "No letter in the archive cites this one."),
    "trace.unknown": (
        "ฉบับนี้ไม่มีในคลัง จึงไม่ทราบว่าอ้างถึงหนังสือใด",
        "This letter is not in the archive: what it cites is not known.",
    ),
    "trace.alone": ("ฉบับนี้ไม่ได้อ้างถึงและไม่ถูกอ้างถึง", "This letter cites none and is cited by none."),
    "trace.no-graphviz": (
        "ไม่มี Graphviz หรือวาดไม่สำเร็จ จึงวาดเส้นเวลาแทน (เหมือน --format timeline)",
        "Graphviz is not installed or failed: drew the timeline instead, as --format timeline does",
    ),
    # missing
    "missing.none": ("ทุกฉบับที่ถูกอ้างถึงมีในคลังแล้ว", "Every letter that is cited is in the archive."),
    "missing.count": ("{count} ฉบับถูกอ้างถึงแต่ไม่มีในคลัง", "{count} letters are cited but not in the archive"),
}

"""What is said of the program itself: help, wrong usage, faults."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    # the frame of help
    "help.usage": ("วิธีใช้: ", "Usage: "),
    "piece.[OPTIONS]": ("[ตัวเลือก]", "[OPTIONS]"),
    "piece.COMMAND [ARGS]...": ("คำสั่ง ...", "COMMAND [ARGS]..."),
    "help.arguments": ("สิ่งที่ต้องบอก", "Arguments"),
    "help.options": ("ตัวเลือก", "Options"),
    "help.commands": ("คำสั่ง", "Commands"),
    "help.default": ("ปกติ: {value}", "default: {value}"),
    "note.search": (
        "ช่องที่ใช้ในคำค้น เช่น เรื่อง:ไฟป่า ชนิด:คำสั่ง ปี:2566\n"
        "  ที่ อ้างถึง ปี วันที่ ตั้งแต่ ก่อน เรื่อง จาก ถึง ชนิด สถานะ ลงนาม\n"
        "  ผู้ประสานงาน โทร อีเมล สิ่งที่ส่งมาด้วย ชั้นความลับ ชั้นความเร็ว\n"
        "ชนิด:\n"
        "  ภายนอก ภายใน ประทับตรา คำสั่ง ระเบียบ ข้อบังคับ ประกาศ แถลงการณ์ ข่าว\n"
        "  รับรอง รายงานการประชุม บันทึก อื่น",
        "Fields of a query, as in subject:ประชุม kind:order year:2023\n"
        "  number cites year date after before subject from to kind status signer\n"
        "  contact phone email attachment secrecy urgency\n"
        "Kinds:\n"
        "  external internal stamped order regulation bylaw announcement statement news\n"
        "  certificate minutes record other",
    ),
    "note.trace": (
        "รูปแบบผลลัพธ์ (--format):\n"
        "  tree      แผนผังต้นไม้บนจอ\n"
        "  timeline  ภาพ SVG ตามลำดับเวลา พิมพ์ลง A4 แนวนอนได้\n"
        "  svg       ภาพ SVG จาก Graphviz ถ้าติดตั้งไว้ ไม่มีก็ได้ timeline\n"
        "  dot       กราฟสำหรับ Graphviz\n"
        "  graphml   กราฟสำหรับ Gephi yEd\n"
        "  json csv  ข้อมูลสำหรับโปรแกรมอื่นและตารางคำนวณ",
        "Forms (--format):\n"
        "  tree      a tree on the screen\n"
        "  timeline  an SVG picture from old to new; prints on A4 landscape\n"
        "  svg       an SVG picture by Graphviz where it is installed, else the timeline\n"
        "  dot       a graph for Graphviz\n"
        "  graphml   a graph for Gephi and yEd\n"
        "  json csv  data for other programs and spreadsheets",
    ),
    "note.export": (
        "รูปแบบผลลัพธ์ (--format):\n"
        "  jsonl     ทุกช่องของทุกฉบับ บรรทัดละฉบับ\n"
        "  csv       ช่องหลัก บรรทัดละฉบับ เปิดด้วยโปรแกรมตารางคำนวณ\n"
        "  xlsx      ช่องหลัก สำหรับ Excel (ต้องมี --output)\n"
        "  graphml   กราฟการอ้างถึง สำหรับ Gephi yEd\n"
        "  ecms-xml  XML ที่ใช้ชื่อช่องตาม e-CMS (ไม่ใช่ข้อความตามมาตรฐาน)",
        "Forms (--format):\n"
        "  jsonl     everything, a letter a line\n"
        "  csv       the main fields, a letter a line, for spreadsheets\n"
        "  xlsx      the main fields as a workbook for Excel (needs --output)\n"
        "  graphml   the graph of references, for Gephi and yEd\n"
        "  ecms-xml  XML with element names of e-CMS (no message of that standard)",
    ),
    "note.completion": (
        "ติดตั้ง (เปิดเชลล์ใหม่แล้วกด Tab):\n{recipes}",
        "To install (then open a new shell and press Tab):\n{recipes}",
    ),
    # wrong usage
    "usage.option": ("ไม่มีตัวเลือก {name}", "no such option: {name}"),
    "usage.option-query": (
        "ไม่มีตัวเลือก {name} ถ้าเป็นคำค้น ให้ใส่ -- ก่อนคำค้น",
        "no such option: {name}; if it belongs to the query, put -- before the query",
    ),
    "usage.command": ("ไม่มีคำสั่ง “{name}”", "no such command: “{name}”"),
    "usage.perhaps": ("หมายถึง {names} หรือไม่", "did you mean {names}?"),
    "usage.missing": ("ต้องระบุ {name}", "{name} is missing"),
    "usage.choice": ("{name}: “{value}” ใช้ไม่ได้ เลือกได้: {choices}", "{name}: “{value}” is none of: {choices}"),
    "usage.value": ("{name}: ค่าใช้ไม่ได้ ({reason})", "{name}: {reason}"),
    "usage.other": ("ใช้คำสั่งไม่ถูก ({reason})", "{reason}"),
    "usage.number": ("{name}: “{value}” ใช้ไม่ได้ ต้องเป็น{wanted}", "{name}: “{value}” is not {wanted}"),
    "usage.whole": ("จำนวนเต็มตั้งแต่ {low} ขึ้นไป", "a whole number, {low} or more"),
    "usage.above": ("จำนวนที่มากกว่า {low}", "a number above {low}"),
    "usage.extra": ("มีคำเกินมา: {words}", "unexpected extra argument: {words}"),
    "usage.no-value": ("ต้องมีค่าหลัง {name}", "{name} needs a value after it"),
    "usage.flag-value": ("{name} ไม่รับค่า", "{name} takes no value"),
    "usage.archive-file": (
        "{path} เป็นแฟ้ม ไม่ใช่คลัง หลัง --archive ให้ใส่โฟลเดอร์ของคลัง",
        "{path} is a file, not an archive; after --archive put the folder of an archive",
    ),
    "usage.see": ("ดูวิธีใช้: {command} --help", "see: {command} --help"),
    "usage.folder": (
        "“{path}” เป็นโฟลเดอร์ parse อ่านเฉพาะแฟ้ม ถ้าจะนำทั้งโฟลเดอร์เข้าคลัง ใช้ saraban import",
        "“{path}” is a folder and parse reads files only; to bring a folder in, use saraban import",
    ),
    "usage.output": (
        "--output ใช้กับรูปแบบ {formats} เท่านั้น เพิ่ม --format",
        "--output goes with {formats} only; add --format",
    ),
    # faults
    "fault.unexpected": (
        "โปรแกรมผิดพลาดโดยไม่คาดคิด ({fault}) เพิ่ม --debug เพื่อดูรายละเอียด",
        "unexpected fault ({fault}); add --debug to see the traceback",
    ),
    "fault.disk-full": (
        "เนื้อที่ดิสก์เต็ม เขียนต่อไม่ได้ ให้เพิ่มที่ว่างแล้วสั่งอีกครั้ง ของที่นำเข้าไปแล้วยังอยู่",
        "the disk is full: free some space and run the command again; what was imported before is kept",
    ),
    "fault.system": ("ระบบแฟ้มไม่ยอม: {path}: {reason}", "the file system refuses: {path}: {reason}"),
    "fault.interrupted": ("หยุดตามคำสั่ง", "stopped on request"),
    "fault.candidates": ("หนังสือที่อาจหมายถึง:", "It may be one of these:"),
}

"""Every word that the terminal says, in Thai and in English, in one table.

Help lines stand in ``HELP`` under ``command`` or ``command.parameter`` (``*`` for all commands); all else in
``WORDS``. Help lines are short: click counts each Thai mark as a column and would break longer ones.
"""

from __future__ import annotations

from typing import Literal, get_args

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

HELP: dict[str, tuple[str, str]] = {
    "saraban": (
        "คลังหนังสือราชการ: นำเข้า ค้นหา ตามสายหนังสือ",
        "An archive for Thai official letters: import, search, trace.",
    ),
    "*.archive": ("โฟลเดอร์ของคลังหนังสือ", "Folder of the archive."),
    "*.lang": ("ภาษาที่ใช้แสดง", "Language of what is shown."),
    "*.plain": ("ไม่ใช้สี เส้นกรอบ ภาพเคลื่อนไหว", "No colours, boxes or live progress."),
    "*.debug": ("แสดงรายละเอียดเมื่อโปรแกรมผิดพลาด", "Show the traceback of a fault."),
    "*.version": ("แสดงรุ่นแล้วจบ", "Show the version and exit."),
    "*.help": ("แสดงวิธีใช้แล้วจบ", "Show this help and exit."),
    "*.format": ("รูปแบบผลลัพธ์", "Form of the output."),
    "*.output": ("เขียนลงแฟ้มแทนหน้าจอ", "Write to a file, not the screen."),
    "*.force": ("เขียนทับแฟ้มที่มีอยู่", "Overwrite a file that exists."),
    "*.letter": ("เลขที่หนังสือ เขียนแบบใดก็ได้ หรือรหัส", "A number in any spelling, or an id."),
    "import": ("นำเข้าแฟ้มและโฟลเดอร์", "Bring files and folders in."),
    "import.paths": ("แฟ้มหรือโฟลเดอร์", "Files or folders."),
    "import.jobs": ("จำนวนแฟ้มที่อ่านพร้อมกัน", "Files read at the same time."),
    "import.ocr": ("อ่านภาพสแกนเมื่อใด", "When to read scans by OCR."),
    "import.timeout": ("วินาทีที่ให้ต่อแฟ้ม", "Seconds allowed for one file."),
    "import.retry_failed": ("ลองแฟ้มที่เคยอ่านไม่ได้อีกครั้ง", "Try files that failed before again."),
    "import.dry_run": ("บอกว่าจะทำอะไร แต่ไม่ทำ", "Say what would be done; do nothing."),
    "search": ("ค้นหาหนังสือ", "Find letters."),
    "search.query": ("คำค้น (เว้นไว้ = ทุกฉบับ)", "What to look for (none: all letters)."),
    "search.kind": ("ชนิดหนังสือ", "Kind of letter."),
    "search.agency": ("หน่วยงานผู้ออก", "Agency that sent it."),
    "search.after": ("ตั้งแต่วันที่", "Dated this day or later."),
    "search.before": ("ถึงวันที่", "Dated this day or earlier."),
    "search.year": ("ปี พ.ศ. หรือ ค.ศ.", "Year, Buddhist or Gregorian."),
    "search.secrecy": ("ชั้นความลับ", "Level of secrecy."),
    "search.sort": ("ลำดับ", "Order."),
    "search.limit": ("จำนวนที่แสดง", "How many to show."),
    "search.offset": ("ข้ามกี่ฉบับแรก", "How many to skip."),
    "show": ("แสดงหนังสือหนึ่งฉบับ", "Show one letter."),
    "trace": ("ตามสายการอ้างถึง", "Follow the chain of references."),
    "trace.direction": ("ทิศทาง", "Which way to follow."),
    "trace.depth": ("ตามไปกี่ขั้น", "How many steps to follow."),
    "missing": ("หนังสือที่ถูกอ้างถึงแต่ไม่มีในคลัง", "Letters cited but not in the archive."),
    "review": ("สิ่งที่ควรให้คนตรวจดู", "What deserves a person's eye."),
    "review.limit": ("จำนวนที่แสดง", "How many to show."),
    "correct": ("แก้ค่าที่อ่านผิด หรือยืนยันค่าที่ถูก", "Put values right, or confirm them."),
    "correct.words": (
        "หนังสือ แล้วตามด้วยค่าที่ถูก (ช่อง= คือไม่มีค่า)",
        "A letter, then values (FIELD= for none).",
    ),
    "correct.reason": ("เหตุผล (ต้องบอก)", "Why (must be given)."),
    "correct.author": ("ผู้แก้ (ปกติคือชื่อที่เข้าระบบ)", "Who (your login name by default)."),
    "parse": ("อ่านแฟ้มแล้วพิมพ์ผล ไม่ต้องมีคลัง", "Read files and print what they say."),
    "parse.files": ("แฟ้มที่จะอ่าน", "Files to read."),
    "export": ("ส่งออกทั้งคลังหรือเท่าที่ค้นพบ", "Write out all letters, or those found."),
    "export.query": ("คำค้น (เว้นไว้ = ทุกฉบับ)", "Which letters (none: all)."),
    "stats": ("ตัวเลขของคลัง", "Figures of the archive."),
    "reindex": ("สร้างดัชนีค้นหาใหม่", "Build the search index anew."),
    "demo": ("ลองใช้กับหนังสือตัวอย่าง", "Try it on the sample letters."),
    "version": ("แสดงรุ่น", "Show the version."),
    "completion": ("พิมพ์สคริปต์เติมคำสั่งของเชลล์", "Print the shell's completion script."),
    "completion.shell": ("เชลล์ที่ใช้", "Your shell."),
}

WORDS: dict[str, tuple[str, str]] = {
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
    "errno.ENOENT": ("ไม่มีแฟ้มหรือโฟลเดอร์นี้", "no such file or folder"),
    "errno.EACCES": ("ไม่มีสิทธิ์อ่านหรือเขียน", "no permission to read or write"),
    "errno.EPERM": ("ระบบไม่อนุญาต", "the system does not permit it"),
    "errno.EEXIST": ("มีชื่อนี้อยู่แล้ว", "the name exists already"),
    "errno.EISDIR": ("เป็นโฟลเดอร์ ไม่ใช่แฟ้ม", "it is a folder, not a file"),
    "errno.ENOTDIR": ("ชื่อก่อนหน้าเป็นแฟ้ม ไม่ใช่โฟลเดอร์", "a name on the way is a file, not a folder"),
    "errno.EROFS": ("ดิสก์นี้อ่านได้อย่างเดียว", "the disk can only be read"),
    "errno.ENAMETOOLONG": ("ชื่อยาวเกินไป", "the name is too long"),
    "errno.EMFILE": ("เปิดแฟ้มไว้มากเกินไป", "too many files are open"),
    "errno.EIO": ("อ่านหรือเขียนดิสก์ไม่สำเร็จ ดิสก์อาจเสีย", "the disk cannot be read or written; it may be failing"),
    "errno.EBUSY": ("โปรแกรมอื่นใช้อยู่", "another program is using it"),
    "fault.interrupted": ("หยุดตามคำสั่ง", "stopped on request"),
    "fault.candidates": ("หนังสือที่อาจหมายถึง:", "It may be one of these:"),
    # import
    "import.progress": ("นำเข้า", "Importing"),
    "import.finding": ("หาแฟ้ม", "Finding files"),
    "import.reading": ("อ่านแฟ้ม", "Reading"),
    "import.indexing": ("สร้างดัชนี", "Indexing"),
    "import.progress-line": (
        "{stage} {done}/{total} ({rate} ต่อวินาที)",
        "{stage} {done}/{total} ({rate} a second)",
    ),
    "import.rate": ("{rate} ต่อวินาที", "{rate}/s"),
    "import.left": ("เหลือ {time}", "{time} left"),
    "import.title": ("ผลการนำเข้า", "Import"),
    "import.title-dry": ("ผลที่จะได้ (ยังไม่ได้นำเข้า)", "What would be done (nothing was)"),
    "import.files": ("แฟ้มทั้งหมด", "Files"),
    "import.imported": ("นำเข้าใหม่", "Imported"),
    "import.to-read": ("จะอ่าน", "To be read"),
    "import.copies": ("สำเนาของฉบับที่มีแล้ว", "Copies"),
    "import.unchanged": ("เหมือนเดิม", "Unchanged"),
    "import.not_letters": ("ไม่ใช่หนังสือ", "Not letters"),
    "import.failed": ("อ่านไม่ได้", "Failed"),
    "import.letters": ("หนังสือฉบับใหม่", "New letters"),
    "import.seconds": ("เวลา (วินาที)", "Seconds"),
    "import.not_letter_files": ("แฟ้มที่ไม่ใช่หนังสือ:", "Files that are no letters:"),
    "import.copy_files": ("แฟ้มที่เป็นสำเนาของฉบับที่มีแล้ว:", "Files that are copies:"),
    "import.failures": ("แฟ้มที่อ่านไม่ได้:", "Files that failed:"),
    "import.more-failures": (
        "และอีก {count} แฟ้ม (--format json แสดงทุกแฟ้ม)",
        "and {count} more (--format json lists all)",
    ),
    "import.interrupted": (
        "หยุดกลางคัน แฟ้มที่นำเข้าแล้วอยู่ครบ สั่งซ้ำเพื่อทำต่อ",
        "Stopped half-way: what was imported is kept; run it again to go on.",
    ),
    # search
    "search.found": ("พบ {total} ฉบับ ({ms} มิลลิวินาที)", "{total} letters ({ms} ms)"),
    "search.found-one": ("พบ 1 ฉบับ ({ms} มิลลิวินาที)", "1 letter ({ms} ms)"),
    "search.shown": ("แสดงฉบับที่ {first}–{last}", "showing {first}–{last}"),
    "search.more": ("ดูต่อ: --offset {offset}", "more: --offset {offset}"),
    "search.beyond": ("ไม่มีฉบับหลังจาก --offset {offset}", "no letters after --offset {offset}"),
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
    # how a query was understood
    "query.all": ("ทุกฉบับ", "all letters"),
    "query.nothing": ("ไม่มีคำให้ค้น", "no words to look for"),
    "query.and": (" และ ", " and "),
    "query.or": (" หรือ ", " or "),
    "query.not": ("ไม่มี {one}", "not {one}"),
    "query.word": ("คำ “{text}”", "the word “{text}”"),
    "query.phrase": ("วลี “{text}”", "the phrase “{text}”"),
    "query.prefix": ("คำที่ขึ้นต้นด้วย “{text}”", "words starting with “{text}”"),
    "query.number": ("เลขที่ “{text}”", "the number “{text}”"),
    "query.phone": ("โทรศัพท์ {text}", "the telephone {text}"),
    "query.days": ("วันที่ {first} ถึง {last}", "dates {first} to {last}"),
    "query.days-from": ("ตั้งแต่วันที่ {first}", "dates from {first}"),
    "query.days-to": ("ถึงวันที่ {last}", "dates up to {last}"),
    "query.in": ("{one} ใน{field}", "{one} in {field}"),
    # fields
    "field.id": ("รหัส", "Id"),
    "field.letter": ("หนังสือ", "Letter"),
    "field.file": ("แฟ้ม", "File"),
    "field.kind": ("ชนิด", "Kind"),
    "field.number": ("ที่", "Number"),
    "field.number_partial": ("ที่ (ไม่ครบ)", "Number (part)"),
    "field.date": ("วันที่", "Date"),
    "field.year": ("ปี", "Year"),
    "field.subject": ("เรื่อง", "Subject"),
    "field.to": ("เรียน", "To"),
    "field.from": ("จาก", "From"),
    "field.sender": ("จาก", "From"),
    "field.urgency": ("ความเร็ว", "Urgency"),
    "field.secrecy": ("ความลับ", "Secrecy"),
    "field.references": ("อ้างถึง", "References"),
    "field.cites": ("อ้างถึง", "References"),
    "field.cited_by": ("ถูกอ้างโดย", "Cited by"),
    "field.other_citations": ("อ้างกฎหมาย", "Laws cited"),
    "field.attachments": ("สิ่งที่ส่งมา", "Attachments"),
    "field.attachment": ("สิ่งที่ส่งมา", "Attachments"),
    "field.phones": ("โทร.", "Phones"),
    "field.phone": ("โทร.", "Phones"),
    "field.faxes": ("โทรสาร", "Faxes"),
    "field.emails": ("อีเมล", "E-mails"),
    "field.email": ("อีเมล", "E-mails"),
    "field.people": ("ผู้ประสานงาน", "Contacts"),
    "field.contact": ("ผู้ประสานงาน", "Contacts"),
    "field.line_ids": ("ไลน์", "LINE"),
    "field.signer": ("ลงชื่อ", "Signer"),
    "field.position": ("ตำแหน่ง", "Position"),
    "field.acting": ("ปฏิบัติการแทน", "Acting"),
    "field.cc": ("สำเนาส่ง", "Copies to"),
    "field.registry": ("ทะเบียนรับ", "Registry"),
    "field.parent": ("แนบท้าย", "Annex to"),
    "field.events": ("กำหนดการ", "Events"),
    "field.body": ("ข้อความ", "Text"),
    "field.text": ("ข้อความ", "Text"),
    "field.status": ("สถานะ", "Status"),
    "field.copies": ("แฟ้ม", "Files"),
    "field.part": ("ฉบับที่ {part} ในแฟ้ม", "part {part}"),
    "field.by": ("โดย", "by"),
    "field.cited-times": ("ถูกอ้าง", "Cited"),
    "field.spellings": ("เขียนว่า", "Written"),
    "field.issuer": ("ผู้ออก", "Issuer"),
    "field.error": ("เหตุที่อ่านไม่ได้", "Error"),
    "field.relation": ("ความสัมพันธ์", "Relation"),
    "field.state": ("ผลการโยง", "State"),
    "field.confidence": ("ความมั่นใจ", "Confidence"),
    # kinds, relations, states, statuses
    "kind.external": ("หนังสือภายนอก", "external letter"),
    "kind.internal": ("หนังสือภายใน", "memo"),
    "kind.stamped": ("หนังสือประทับตรา", "stamped letter"),
    "kind.order": ("คำสั่ง", "order"),
    "kind.regulation": ("ระเบียบ", "regulation"),
    "kind.bylaw": ("ข้อบังคับ", "bylaw"),
    "kind.announcement": ("ประกาศ", "announcement"),
    "kind.statement": ("แถลงการณ์", "statement"),
    "kind.news": ("ข่าว", "news"),
    "kind.certificate": ("หนังสือรับรอง", "certificate"),
    "kind.minutes": ("รายงานการประชุม", "minutes"),
    "kind.record": ("บันทึก", "record"),
    "kind.other": ("หนังสืออื่น", "other paper"),
    "kind.not_letter": ("ไม่ใช่หนังสือ", "not a letter"),
    "relation.cites": ("อ้างถึง", "cites"),
    "relation.supplements": ("ซักซ้อม/เพิ่มเติม", "supplements"),
    "relation.amends": ("แก้ไข", "amends"),
    "relation.replaces": ("ใช้แทน", "replaces"),
    "relation.cancels": ("ยกเลิก", "cancels"),
    "inverse.cites": ("ถูกอ้างถึงโดย", "cited by"),
    "inverse.supplements": ("มีการซักซ้อมโดย", "supplemented by"),
    "inverse.amends": ("ถูกแก้ไขโดย", "amended by"),
    "inverse.replaces": ("ถูกแทนโดย", "replaced by"),
    "inverse.cancels": ("ถูกยกเลิกโดย", "cancelled by"),
    "state.resolved": ("พบในคลัง", "found"),
    "state.ambiguous": ("มีหลายฉบับที่อาจใช่", "several candidates"),
    "state.missing": ("ไม่มีในคลัง", "not in the archive"),
    "state.not_a_letter": ("ไม่ใช่หนังสือ", "not a letter"),
    "status.in_force": ("ใช้อยู่", "in force"),
    "status.supplemented": ("มีการซักซ้อมเพิ่ม", "supplemented"),
    "status.amended": ("ถูกแก้ไข", "amended"),
    "status.replaced": ("ถูกแทนที่", "replaced"),
    "status.cancelled": ("ถูกยกเลิก", "cancelled"),
    "status.unknown": ("ไม่แน่ชัด", "unclear"),
    "event.event": ("วันงาน", "event"),
    "event.deadline": ("ครบกำหนด", "deadline"),
    "event.effective": ("วันมีผล", "in effect"),
    # show
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
    # missing
    "missing.none": ("ทุกฉบับที่ถูกอ้างถึงมีในคลังแล้ว", "Every letter that is cited is in the archive."),
    "missing.count": ("{count} ฉบับถูกอ้างถึงแต่ไม่มีในคลัง", "{count} letters are cited but not in the archive"),
    # stats
    "stats.letters": ("หนังสือ (ฉบับ)", "Letters"),
    "stats.files": ("แฟ้ม", "Files"),
    "stats.letter_files": ("แฟ้มของฉบับหลัก", "Files of letters"),
    "stats.copies": ("สำเนา", "Copies"),
    "stats.not_letters": ("ไม่ใช่หนังสือ", "Not letters"),
    "stats.failures": ("อ่านไม่ได้", "Failed"),
    "stats.missing": ("ถูกอ้างถึงแต่ไม่มี", "Cited but absent"),
    "stats.conflicts": ("เลขและวันที่ซ้ำ เนื้อความต่าง", "Same number and date, other text"),
    "stats.original_bytes": ("ต้นฉบับ (ไบต์)", "Originals (bytes)"),
    "stats.catalogue_bytes": ("ทะเบียน (ไบต์)", "Catalogue (bytes)"),
    "stats.index_bytes": ("ดัชนี (ไบต์)", "Index (bytes)"),
    "stats.last_run": ("นำเข้าครั้งล่าสุด", "Last import"),
    "stats.by-kind": ("ตามชนิด", "By kind"),
    "stats.by-year": ("ตามปี", "By year"),
    "stats.by-from": ("ตามหน่วยงาน", "By agency"),
    "stats.by-status": ("ตามสถานะ", "By status"),
    "stats.by-state": ("ตามผลการโยง", "By state of link"),
    "stats.by-relation": ("ตามความสัมพันธ์", "By relation"),
    "stats.others": ("ที่เหลือ ({count})", "the rest ({count})"),
    # reindex, export, parse
    "reindex.done": ("สร้างดัชนีใหม่แล้ว {count} ฉบับ", "{count} letters indexed anew"),
    "output.folder": (
        "--output: {path} เป็นโฟลเดอร์ ให้เติมชื่อแฟ้มต่อท้าย",
        "--output: {path} is a folder; add the name of a file",
    ),
    "output.no-folder": (
        "--output: ไม่มีโฟลเดอร์ {path} ให้สร้างก่อน หรือเลือกที่อื่น",
        "--output: there is no folder {path}; make it first, or write elsewhere",
    ),
    "output.in-archive": (
        "--output: {path} เป็นโฟลเดอร์ของคลัง ให้เขียนแฟ้มไว้ที่อื่น",
        "--output: {path} is the folder of the archive; write the file elsewhere",
    ),
    "output.exists": (
        "--output: มีแฟ้ม {path} อยู่แล้ว เพิ่ม --force ถ้าจะเขียนทับ",
        "--output: {path} exists already; add --force to overwrite it",
    ),
    "output.written": ("เขียนลง {path} แล้ว", "written to {path}"),
    # demo
    "demo.hello": (
        "ตัวอย่างนี้นำหนังสือสมมุติชุดเล็กเข้าคลังของมันเอง แล้วลองค้นและตามสายหนังสือให้ดู",
        "This brings a small set of invented letters into an archive of their own, searches it and follows a chain.",
    ),
    "demo.archive": ("คลังตัวอย่างอยู่ที่ {path}", "The sample archive is in {path}"),
    "demo.import": (
        "นำเข้าทั้งโฟลเดอร์ ทั้ง .txt .docx และ PDF",
        "Import a whole folder: .txt, .docx and PDF together",
    ),
    "demo.word": ("ค้นคำไทยในข้อความ", "Search for a Thai word"),
    "demo.number": (
        "ค้นเลขที่หนังสือ พิมพ์เลขไทยติดกันอย่างไรก็พบ",
        "Search for a number: Thai digits, no blanks, it is found all the same",
    ),
    "demo.phrase": ("ค้นวลี เฉพาะปีเดียว", "Search for a phrase within one year"),
    "demo.trace": ("ตามสายหนังสือย้อนไปถึงฉบับแรก", "Follow a chain back to where it began"),
    "demo.next": ("ลองต่อเอง:", "Try next:"),
    "demo.next-show": ("ดูหนังสือฉบับเต็มพร้อมสถานะ", "one letter in full, with its status"),
    "demo.next-missing": ("ฉบับที่ถูกอ้างถึงแต่ไม่มี", "what is cited but absent"),
    "demo.next-import": ("นำหนังสือของหน่วยงานท่านเข้าคลัง", "bring in the letters of your own office"),
}


def pick(words: tuple[str, str], language: Language) -> str:
    """The Thai or the English of a pair."""
    return words[1] if language == "en" else words[0]


def say(key: str, language: Language, **values: object) -> str:
    """The words under ``key``, with ``values`` filled in."""
    return pick(WORDS[key], language).format(**values)


def help_line(command: str, parameter: str | None, language: Language) -> str:
    """The help of a command, or of one of its parameters."""
    if parameter is None:
        return pick(HELP[command], language)
    return pick(HELP.get(f"{command}.{parameter}") or HELP[f"*.{parameter}"], language)


def choose_language(args: list[str], environment: dict[str, str]) -> Language:
    """Thai, unless ``--lang``, ``SARABAN_LANG`` or an English locale say otherwise; the first that speaks wins.

    The arguments are looked at here as plain words because help and faults of usage need the language before
    the command line is understood.
    """
    wanted = None
    for word, following in zip(args, [*args[1:], ""], strict=False):
        if word == "--":
            break
        if word == "--lang":
            wanted = following
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    for candidate in (wanted, environment.get("SARABAN_LANG")):
        if candidate in LANGUAGES:
            return candidate
    return "en" if locale.startswith("en") else "th"

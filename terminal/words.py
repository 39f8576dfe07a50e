"""Every word that the terminal says beside its help, in Thai and in English, in one table."""

from __future__ import annotations

from report.labels import LABELS

WORDS: dict[str, tuple[str, str]] = LABELS | {
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
    # import
    "import.progress": ("นำเข้า", "Importing"),
    "import.finding": ("หาแฟ้ม", "Finding files"),
    "import.reading": ("อ่านแฟ้ม", "Reading"),
    "import.scanning": ("อ่านหน้าสแกน", "Reading scanned pages"),
    "parse.page": ("อ่านหน้าสแกน {done}/{total}: {path}", "Read scanned page {done}/{total}: {path}"),
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
    "stats.suggested": (
        "คลังใหญ่ค้นได้เร็วขึ้นด้วย {engine}: pip install 'saraban[{engine}]' แล้ว saraban reindex --engine {engine}",
        "So many letters are searched faster by {engine}: pip install 'saraban[{engine}]', then saraban reindex --engine {engine}",
    ),
    "stats.by-kind": ("ตามชนิด", "By kind"),
    "stats.by-year": ("ตามปี", "By year"),
    "stats.by-from": ("ตามหน่วยงาน", "By agency"),
    "stats.by-status": ("ตามสถานะ", "By status"),
    "stats.by-state": ("ตามผลการโยง", "By state of link"),
    "stats.by-relation": ("ตามความสัมพันธ์", "By relation"),
    "stats.others": ("ที่เหลือ ({count})", "the rest ({count})"),
    # stats --links
    "links.total": ("การอ้างถึง", "References"),
    "links.by-state": ("ตามผลการโยง", "By state of link"),
    "links.by-relation": ("ตามความสัมพันธ์", "By relation"),
    "links.chain": (
        "สายที่ยาวที่สุด: {count} ฉบับ แต่ละฉบับอ้างถึงฉบับถัดไป",
        "The longest chain: {count} letters, each citing the next",
    ),
    "links.cycles": (
        "อ้างถึงกันเป็นวง: {count} วง ({letters} ฉบับ)",
        "Circles of letters that cite each other: {count} ({letters} letters)",
    ),
    "links.most-cited": ("ถูกอ้างถึงมากที่สุด", "Most cited"),
    "links.times": ("{count} ฉบับ", "by {count}"),
    "links.out-of-time": (
        "อ้างถึงหนังสือที่ลงวันที่หลังตน: {count} แห่ง (วันที่หรือการโยงอาจผิด)",
        "Citations dated before the cited letter: {count} (a date or a link may be wrong)",
    ),
    "links.conflicts": (
        "เลขและวันที่เดียวกัน เนื้อความต่าง: {count} ชุด",
        "Same number and date, other text: {count}",
    ),
    "links.more": ("และอีก {count} (--format json แสดงทั้งหมด)", "and {count} more (--format json lists all)"),
    # runs
    "runs.none": ("ยังไม่เคยนำเข้า", "Nothing was imported yet."),
    "runs.usage": ("ใส่เพียงเลขครั้ง: saraban runs show 3", "one number is wanted: saraban runs show 3"),
    "runs.title": ("ครั้งที่ {number}", "Run {number}"),
    "runs.run": ("ครั้งที่", "Run"),
    "runs.kind": ("งาน", "What"),
    "runs.started": ("เริ่ม", "Began"),
    "runs.finished": ("เสร็จ", "Ended"),
    "runs.author": ("ผู้สั่ง", "By"),
    "runs.outcome": ("ผล", "Outcome"),
    "runs.paths": ("ที่ตั้ง", "Of"),
    "runs.options": ("ตัวเลือก", "Options"),
    "runs.program": ("โปรแกรมรุ่น", "Program"),
    "runs.tokenizer": ("ตัวตัดคำ", "Tokenizer"),
    "runs.file": ("แฟ้ม", "File"),
    "runs.seconds": ("วินาที", "Seconds"),
    "runs.sha256": ("SHA-256 (ต้น)", "SHA-256 (start)"),
    "runs.unfinished": ("ยังไม่เสร็จ หรือถูกหยุดกลางคัน", "not ended: at work, or killed"),
    "runs.interrupted": ("หยุดกลางคันตามคำสั่ง", "stopped on request"),
    "runs.see": ("ดูรายแฟ้ม: saraban runs show N", "file by file: saraban runs show N"),
    "runkind.import": ("นำเข้า", "import"),
    "runkind.repair": ("ซ่อม", "repair"),
    "count.files": ("แฟ้ม", "files"),
    "count.imported": ("นำเข้าใหม่", "imported"),
    "count.copies": ("สำเนา", "copies"),
    "count.unchanged": ("เหมือนเดิม", "unchanged"),
    "count.not_letters": ("ไม่ใช่หนังสือ", "not letters"),
    "count.failed": ("อ่านไม่ได้", "failed"),
    "count.letters": ("ฉบับใหม่", "new letters"),
    "count.mended": ("ซ่อมแล้ว", "mended"),
    "count.unmended": ("ซ่อมไม่ได้", "not mended"),
    "outcome.imported": ("นำเข้าใหม่", "imported"),
    "outcome.copy": ("สำเนา", "copy"),
    "outcome.unchanged": ("เหมือนเดิม", "unchanged"),
    "outcome.not_letter": ("ไม่ใช่หนังสือ", "not a letter"),
    "outcome.failed": ("อ่านไม่ได้", "failed"),
    "outcome.mended": ("ซ่อมแล้ว", "mended"),
    "outcome.unmended": ("ซ่อมไม่ได้", "not mended"),
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
    "export.needs-output": (
        "xlsx เขียนลงจอไม่ได้ ให้บอกแฟ้มด้วย --output หนังสือ.xlsx",
        "a workbook cannot be written to the screen; name a file with --output letters.xlsx",
    ),
    "export.cut": (
        "แผ่นงานรับได้ {most} ฉบับ ที่เกินไม่ได้เขียน ให้จำกัดด้วยคำค้น หรือใช้ --format csv",
        "a sheet takes {most} letters and the rest was left out: narrow the query, or use --format csv",
    ),
    # watch
    "watch.ended": ("เลิกเฝ้าแล้ว ได้ {count} แฟ้ม", "The watch has ended; {count} files."),
    # doctor
    "doctor.checking": ("ตรวจต้นฉบับ", "Examining originals"),
    "doctor.well": ("คลังครบถ้วน ไม่พบความเสียหาย", "The archive is sound."),
    "doctor.mended": ("คลังครบถ้วนแล้ว ซ่อม {count} รายการ", "The archive is sound again: {count} mended."),
    "doctor.found": (
        "พบความเสียหาย {count} รายการ ซ่อมสิ่งที่ซ่อมได้ด้วย saraban doctor --repair",
        "Found wrong: {count}. saraban doctor --repair mends what can be mended.",
    ),
    "doctor.unmended": (
        "ซ่อมแล้ว {mended} รายการ ซ่อมไม่ได้ {unmended} รายการ",
        "{mended} mended, {unmended} could not be",
    ),
    "doctor.checked": (
        "ตรวจต้นฉบับที่แฮชถูกต้อง {originals} แฟ้ม ข้อความ {parts} หนังสือ {letters} การอ้างถึง {references}",
        "examined: {originals} originals whose hash is right, {parts} texts, {letters} letters, {references} references",
    ),
    "doctor.recorded": (
        "บันทึกเป็นครั้งที่ {run} (saraban runs show {run})",
        "recorded as run {run} (saraban runs show {run})",
    ),
    "doctor.more": (
        "และอีก {count} รายการเช่นนี้ (--format json แสดงทั้งหมด)",
        "and {count} more of these (--format json lists all)",
    ),
    "doctor.backup-alone": ("--backup ใช้คู่กับ --repair", "--backup goes with --repair"),
    "finding.found": ("พบ", "found"),
    "finding.mended": ("ซ่อมแล้ว", "mended"),
    "finding.unmended": ("ซ่อมไม่ได้", "not mended"),
    # backup and restore
    "backup.reading": ("คัดลอก", "Copying"),
    "backup.done": (
        "สำรองแล้ว: {path} ({letters} ฉบับ ต้นฉบับ {originals} แฟ้ม {size} ไบต์)",
        "backed up to {path} ({letters} letters, {originals} originals, {size} bytes)",
    ),
    "backup.broken": (
        "ต้นฉบับ {count} แฟ้มหายหรือเสียหาย ไม่อยู่ในแฟ้มสำรอง ดูด้วย saraban doctor",
        "{count} originals are missing or damaged and not in the backup; saraban doctor names them",
    ),
    "restore.done": (
        "กู้คืนแล้วที่ {path} ({letters} ฉบับ ต้นฉบับ {originals} แฟ้ม สำรองไว้เมื่อ {made}) ตรวจแฮชครบทุกแฟ้ม",
        "restored to {path} ({letters} letters, {originals} originals, backed up {made}); every hash was right",
    ),
    "restore.broken": (
        "ตอนสำรอง ต้นฉบับ {count} แฟ้มหายหรือเสียหายอยู่แล้ว ดูด้วย saraban doctor",
        "{count} originals were missing or damaged already when it was made; saraban doctor names them",
    ),
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

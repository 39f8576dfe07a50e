"""What the operating system says is wrong with a file, a folder or a port, in words for people."""

from __future__ import annotations

import errno
from typing import Final

_WORDS: Final = {
    errno.ENOENT: ("ไม่มีแฟ้มหรือโฟลเดอร์นี้", "no such file or folder"),
    errno.EACCES: ("ไม่มีสิทธิ์อ่านหรือเขียน", "no permission to read or write"),
    errno.EPERM: ("ระบบไม่อนุญาต", "the system does not permit it"),
    errno.EEXIST: ("มีชื่อนี้อยู่แล้ว", "the name exists already"),
    errno.EISDIR: ("เป็นโฟลเดอร์ ไม่ใช่แฟ้ม", "it is a folder, not a file"),
    errno.ENOTDIR: ("ชื่อก่อนหน้าเป็นแฟ้ม ไม่ใช่โฟลเดอร์", "a name on the way is a file, not a folder"),
    errno.ELOOP: ("ทางลัดชี้วนกลับมาที่เดิม", "links lead back to where they began"),
    errno.ENAMETOOLONG: ("ชื่อยาวเกินไป", "the name is too long"),
    errno.EROFS: ("ดิสก์นี้อ่านได้อย่างเดียว", "the disk can only be read"),
    errno.ENOSPC: ("ดิสก์เต็ม", "the disk is full"),
    errno.EMFILE: ("เปิดแฟ้มไว้มากเกินไป", "too many files are open"),
    errno.EIO: ("อ่านหรือเขียนดิสก์ไม่สำเร็จ ดิสก์อาจเสีย", "the disk cannot be read or written; it may be failing"),
    errno.EBUSY: ("โปรแกรมอื่นใช้อยู่", "another program is using it"),
    errno.ESTALE: ("ไดรฟ์เครือข่ายหลุด", "the network drive is gone"),
    errno.ETIMEDOUT: ("ไดรฟ์เครือข่ายไม่ตอบ", "the network drive does not answer"),
    errno.EADDRINUSE: ("โปรแกรมอื่นใช้อยู่", "another program is using it"),
}


def reasons(fault: OSError) -> tuple[str, str]:
    """Why the system refuses, in Thai and in English; its own words in both where it is no common thing."""
    own = fault.strerror or type(fault).__name__
    return _WORDS.get(fault.errno or 0, (own, own))

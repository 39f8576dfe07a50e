#!/bin/sh
# What reading scans needs beside Python: Tesseract and its data for Thai, English and the way a page lies.
# Installs them from Debian's packages where it may; where it may not, says the one line to type. Never fails:
# everything but scans works without.
packages="tesseract-ocr tesseract-ocr-tha tesseract-ocr-eng tesseract-ocr-osd"

has_all() {
  command -v tesseract >/dev/null 2>&1 || return 1
  languages=$(tesseract --list-langs 2>/dev/null) || return 1
  for language in tha eng osd; do
    printf '%s\n' "$languages" | grep -qx "$language" || return 1
  done
}

install() {
  # shellcheck disable=SC2086
  $1 apt-get install -y -q $packages >/dev/null 2>&1 && return 0
  $1 apt-get update -q >/dev/null 2>&1
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $1 apt-get install -y -q $packages >/dev/null 2>&1
}

has_all && exit 0
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" -eq 0 ]; then
    install ""
  elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
    install "sudo -n"
  fi
fi
if ! has_all; then
  echo "อ่านภาพสแกนไม่ได้จนกว่าจะพิมพ์ / To read scans, type:  sudo apt-get install -y $packages" >&2
fi
exit 0

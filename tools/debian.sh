#!/bin/sh
# What saraban needs of Debian's packages beside Python: `sh tools/debian.sh` for use, `sh tools/debian.sh tests` for
# its tests too. Scans need Tesseract and its data for Thai, English and the way a page lies; tests draw letters in
# Thai fonts and look at pages in Chromium. Installs them where it may; where it may not, says the one line to type.
# Never fails: everything but scans works without, and a test that lacks something says so itself.
packages="tesseract-ocr tesseract-ocr-tha tesseract-ocr-eng tesseract-ocr-osd"
[ "${1:-}" = tests ] && packages="$packages fonts-thai-tlwg-otf fonts-arundina chromium"

missing() {
  for package in $packages; do
    case $package in
      fonts-*) dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" ;;
      chromium) command -v chromium >/dev/null 2>&1 ;;
      tesseract-ocr) command -v tesseract >/dev/null 2>&1 ;;
      tesseract-ocr-*) tesseract --list-langs 2>/dev/null | grep -qx "${package#tesseract-ocr-}" ;;
    esac || printf '%s ' "$package"
  done
}

# $1: how to become root, $2: the packages
install() {
  # shellcheck disable=SC2086
  $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $2 >/dev/null 2>&1 && return 0
  $1 apt-get update -q >/dev/null 2>&1
  # shellcheck disable=SC2086
  $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $2 >/dev/null 2>&1
}

wanted=$(missing)
[ -z "$wanted" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" -eq 0 ]; then
    install "" "$wanted"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
    install "sudo -n" "$wanted"
  fi
fi
wanted=$(missing)
[ -z "$wanted" ] && exit 0
echo "อ่านภาพสแกนหรือทดสอบไม่ครบจนกว่าจะพิมพ์ / To read scans (and run all tests), type:  sudo apt-get install -y $wanted" >&2
exit 0

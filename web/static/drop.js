/* Files may be dropped anywhere on the form; without this script they are dropped on its field, or chosen. */
"use strict";
document.querySelectorAll(".drop").forEach((area) => {
  const field = area.querySelector("input[type=file]");
  const over = (event) => {
    if (!event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    area.classList.add("over");
  };
  area.addEventListener("dragenter", over);
  area.addEventListener("dragover", over);
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    if (!event.dataTransfer || !event.dataTransfer.files.length) return;
    event.preventDefault();
    area.classList.remove("over");
    field.files = event.dataTransfer.files;
    field.focus();
  });
});

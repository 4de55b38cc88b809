// Arrow keys in a group of radio buttons: the next one gets the focus and is taken, as in a native group.
export function chooseByArrow(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.altKey) return;
  const group = [
    ...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=radio]:not(:disabled)"),
  ];
  const at = group.indexOf(document.activeElement as HTMLElement);
  const next = group[(at + step + group.length) % group.length];
  next?.focus();
  next?.click();
  event.preventDefault();
  event.stopPropagation();
}

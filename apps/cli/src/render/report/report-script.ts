/** Script of the HTML reports: sorts the table of images and enlarges pictures. Without it the page only stands still. */
export const reportScript = `
for (const table of document.querySelectorAll('table[data-sortable]')) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  heads.forEach((head, column) => head.querySelector('button')?.addEventListener('click', () => {
    const down = head.getAttribute('aria-sort') === 'ascending' || (!head.hasAttribute('aria-sort') && head.classList.contains('number'));
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const key = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const compare = head.classList.contains('number')
      ? (a, b) => Number(key(a)) - Number(key(b))
      : (a, b) => key(a).localeCompare(key(b), undefined, { numeric: true });
    body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1) * compare(a, b)));
  }));
}
const dialog = document.querySelector('dialog');
for (const button of document.querySelectorAll('.cases button')) {
  button.addEventListener('click', () => {
    const picture = button.querySelector('img').cloneNode();
    picture.removeAttribute('width');
    picture.removeAttribute('height');
    dialog.replaceChildren(picture);
    dialog.showModal();
  });
}
dialog?.addEventListener('click', () => dialog.close());
`;

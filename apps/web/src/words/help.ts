/** The sheet of keys. */
export const help = {
  title: 'Keyboard and help',
  keys: [
    ['1 – 9', 'Class of the selected cells, or of new ones'],
    ['V  A  S  E', 'Move the view, add, select, erase'],
    ['R  P', 'Draw a rectangle, a polygon'],
    ['Arrow keys', 'Move the view, or the selected cells by a pixel (Shift: ten)'],
    ['Enter', 'Add a cell in the middle; with Select: select the cell nearest to the middle'],
    ['Delete', 'Delete the selected cells'],
    ['Escape', 'Select nothing'],
    ['+  −  0', 'Zoom in, zoom out, whole picture'],
    ['[  ]', 'Previous, next picture'],
    ['C', 'Count this picture'],
    ['M  D', 'Show or hide cells, the model’s map'],
    ['Ctrl + Z', 'Undo (with Shift: redo)'],
    ['?', 'This sheet'],
  ],
  touch: 'On a touch screen: two fingers move and zoom, one finger uses the tool.',
};

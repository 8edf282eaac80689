/** What went wrong, and what to do. */
export const problems = {
  notKept: (reason: string): string =>
    `Your last change could not be kept in this browser: export your work now. (${reason})`,
  notOpened: (name: string, reason: string): string => `${name} could not be opened. ${reason}`,
  fileNotKept: (name: string, reason: string): string =>
    `${name} is too large to be kept in this browser: after a reload, open it again and its cells will be back. (${reason})`,
  fileLost: (name: string): string =>
    `The file of ${name} is not kept in this browser: open it again, and its cells will be back.`,
  unknownFile: (name: string): string =>
    `${name} is no picture, model package or table of cells. Open PNG, JPEG, BMP or TIFF pictures.`,
  noSuchPicture: (file: string, names: readonly string[]): string =>
    `${file} is about ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''}, but no such picture is open. Open the picture first, then drop this file again.`,
  outside: (file: string, cells: number): string =>
    `${file}: ${cells} cells lie outside of their picture and were left out. Is it the file of another picture?`,
  otherSize: (
    labels: string,
    of: { readonly width: number; readonly height: number },
    picture: string,
    size: { readonly width: number; readonly height: number },
  ): string =>
    `${labels} has ${of.width} × ${of.height} pixels, and ${picture} ${size.width} × ${size.height}: labels must be as large as their picture. Save them at its size, or give the file another name to open it as a picture.`,
  otherPlanes: (labels: string, there: number, picture: string, needed: number): string =>
    needed === 1
      ? `${labels} holds ${there} planes, and ${picture} is one picture, which is marked once: save the labels of one plane as a file of their own.`
      : `${labels} holds ${there === 1 ? 'one plane' : `${there} planes`}, and the file of ${picture} ${needed} pictures: labels must have a page for each of them. To mark only one picture, look at it and choose “Read cells from a file” there.`,
  notRead: (name: string, reason: string): string => `${name} could not be read. ${reason}`,
  notCounted: (reason: string): string => `The count failed. ${reason}`,
  notExported: (reason: string): string => `The files could not be made. ${reason}`,
  notAdded: (reason: string): string => `The model could not be added. ${reason}`,
  start: (reason: string): string =>
    `celltally could not start: ${reason} Load the page again; if it stays so, allow this site to store data.`,
  dismiss: 'Dismiss',
};

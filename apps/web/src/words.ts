import type { CommandName } from './state/commands.js';
import type { ViewName } from './state/route.js';
import type { LearnFrom, Shortage } from './state/training-plan.js';
import { help } from './words/help.js';
import { problems } from './words/problems.js';
import type { ExportKind } from './work/exchange.js';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const several = (count: number, one: string, many = `${one}s`): string =>
  `${number.format(count)} ${count === 1 ? one : many}`;

/** Every sentence of the page. */
export const words = {
  name: 'celltally',
  private: 'Pictures stay on this computer. Nothing is uploaded.',
  loading: 'Opening…',
  number: (value: number): string => number.format(value),
  estimate: (value: number): string =>
    Number.isInteger(value) ? number.format(value) : decimal.format(value),
  cells: (count: number): string => several(count, 'cell'),
  pictures: (count: number): string => several(count, 'picture'),
  size: (width: number, height: number): string => `${number.format(width)} × ${number.format(height)}`,
  bytes: (bytes: number): string =>
    bytes < 1e6 ? `${number.format(Math.ceil(bytes / 1e3))} kB` : `${decimal.format(bytes / 1e6)} MB`,
  duration: (seconds: number): string =>
    seconds < 60
      ? several(Math.max(1, Math.round(seconds)), 'second')
      : seconds < 3600
        ? several(Math.round(seconds / 60), 'minute')
        : `${decimal.format(seconds / 3600)} hours`,
  imported: (cells: number, pictures: number): string =>
    `${several(cells, 'cell')} read into ${several(pictures, 'picture')}.`,
  importedCounts: (pictures: number): string => `Numbers of cells read for ${several(pictures, 'picture')}.`,

  views: {
    pictures: 'Pictures',
    picture: 'Picture',
    results: 'Results',
    train: 'Train',
    models: 'Models',
  } satisfies Record<ViewName, string>,

  bar: {
    views: 'Views',
    undo: 'Undo',
    redo: 'Redo',
    export: 'Export',
    help: 'Keyboard and help',
    settings: 'Settings',
    skip: 'Skip to the content',
  },
  commands: {
    add: 'adding a cell',
    move: 'moving cells',
    delete: 'deleting cells',
    classify: 'changing the class',
    count: 'counting',
    import: 'reading cells from a file',
    threshold: 'changing the strictness',
    regions: 'changing a region',
    remove: 'removing a picture',
    classes: 'changing the classes',
    check: 'marking as checked',
    knownCount: 'typing a number of cells',
    pixelSize: 'changing the pixel size',
    plane: 'choosing another plane',
  } satisfies Record<CommandName, string>,

  open: {
    title: 'Count the cells in your pictures',
    drop: 'Drop pictures or a folder here',
    dropNow: 'Drop to open',
    formats: 'PNG, JPEG, BMP and TIFF, 8 or 16 bit, also stacks and several channels',
    files: 'Choose files',
    folder: 'Choose a folder',
    add: 'Add pictures',
    samples: 'Or try a sample',
    sample: (name: string): string => `Open and count ${name}`,
    progress: (at: number, of: number, name: string): string =>
      of > 1 ? `Opening ${at} of ${of}: ${name}` : `Opening ${name}`,
    labelFiles: 'The label pictures',
    already: (name: string): string => `${name} is open already.`,
    page: (page: number): string => ` · page ${page}`,
    time: (time: number): string => ` · time ${time}`,
    waiting: 'not counted',
    checked: 'checked',
    remove: (name: string): string => `Remove ${name}`,
    countAll: (count: number): string =>
      count === 1 ? 'Count the picture' : `Count all ${number.format(count)}`,
    countOthers: (count: number): string =>
      count === 1 ? 'Count the other one' : `Count the other ${number.format(count)}`,
    show: (name: string): string => `Look at ${name}`,
  },

  tools: {
    group: 'Tools',
    pan: 'Move the view',
    add: 'Add cells',
    select: 'Select and move cells',
    erase: 'Erase cells',
    rectangle: 'Draw a rectangle',
    polygon: 'Draw a polygon',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show the whole picture',
    previous: 'Previous picture',
    next: 'Next picture',
    brush: 'Eraser size',
    strip: 'Open pictures',
  },
  viewer: {
    label: 'Picture. Arrow keys move the view; press question mark for all keys.',
    pixels: 'px',
    position: (x: number, y: number): string => `x ${x.toFixed(1)}, y ${y.toFixed(1)}`,
    selected: (count: number): string => `${several(count, 'cell')} selected`,
    deleteSelected: 'Delete',
  },

  count: {
    title: 'Count',
    model: 'Model',
    automatic: (name: string | undefined): string =>
      name === undefined ? 'Automatic' : `Automatic: ${name}`,
    run: 'Count this picture',
    again: 'Count again',
    stop: 'Stop',
    stopped: 'Stopped. What was counted before is kept.',
    running: (name: string): string => `Counting ${name}`,
    progress: (done: number, total: number): string => `${done} of ${total}`,
    marked: 'cells marked',
    estimate: (value: string): string => `Model’s estimate: ${value}`,
    estimateHelp:
      'The estimate adds up the model’s density map. It holds up well in crowds, but knows no positions, and neither the slider nor your corrections change it.',
    foundHelp:
      'The estimate is the number of cells that the model finds by itself: on the pictures that it was validated with, they were nearer to the truth than its density map. Neither the slider nor your corrections change it.',
    onlyNumber: 'This model gives a number and no positions.',
    strictness: 'Strictness',
    more: 'more cells',
    fewer: 'fewer cells',
    reset: 'Back to the model’s own',
    took: (seconds: number, model: string, device: 'wasm' | 'webgpu', fit = false): string =>
      `${model}, ${words.duration(seconds)}${device === 'webgpu' ? ' on the graphics card' : ''}` +
      (fit ? ', cells scaled where they were too wide or too narrow' : ''),
    countAgain: 'The model’s map is not in memory any more: count again, then move the slider.',
    fellBack: (reason: string): string => `The graphics card failed, so the processor counts. (${reason})`,
    density: (value: number): string => `${number.format(value)} cells/mm²`,
    channel: 'Count in',
    allChannels: 'All channels',
    check: 'Every cell is marked',
    read: 'Read cells from a file',
    readHelp:
      'A table, ImageJ, QuPath or COCO, or a picture of labels or dots. The cells take the place of those that are marked.',
    fit: 'Scale cells to the width the model knows',
    fitHelp:
      'For pictures of another magnification: where cells are wider or narrower than those the model has learnt from, it sees the picture reduced or enlarged.',
    checkHelp: 'Tick this when you have corrected the picture: it can then be used for training.',
  },
  classes: {
    title: 'Classes',
    first: 'Cell',
    name: 'Name of the class',
    colour: (name: string): string => `Colour of ${name}`,
    add: 'Add a class',
    fresh: (place: number): string => `Class ${place}`,
    remove: (name: string): string => `Remove the class ${name}`,
    use: (name: string): string => `New cells are ${name}`,
    help: 'New and selected cells get the chosen class.',
  },
  regions: {
    title: 'Regions',
    none: 'Draw a rectangle or polygon to count a part of the picture.',
    fresh: (place: number): string => `Region ${place}`,
    name: 'Name of the region',
    remove: (name: string): string => `Remove ${name}`,
    count: 'Count here',
    erase: (name: string): string => `Erase all cells in ${name}`,
    eraseShort: 'Erase cells',
    cells: (cells: number, estimate: string | undefined): string =>
      `${several(cells, 'cell')}${estimate === undefined ? '' : `, estimate ${estimate}`}`,
  },
  display: {
    title: 'Display',
    cells: 'Show cells',
    map: 'Show the model’s map',
    size: 'Marker size',
    brightness: (channel: string): string => `Dark and bright end of ${channel}`,
    dark: 'Dark end',
    bright: 'Bright end',
    automatic: 'Automatic',
    channel: (place: number, name: string | undefined): string => name ?? `Channel ${place}`,
    show: (channel: string): string => `Show ${channel}`,
    colour: (channel: string): string => `Colour of ${channel}`,
    picture: 'the picture',
    plane: 'Focal plane',
    brightest: 'Brightest of all planes',
  },
  about: {
    title: 'About the picture',
    pixelSize: 'Size of a pixel',
    unit: 'µm',
    fromFile: 'from the file',
    typed: 'typed in',
    unknown: 'not known: type it in for cells/mm² and a scale bar',
    facts: (format: string, bits: number, channels: number): string =>
      `${format.toUpperCase()}, ${bits} bit, ${several(channels, 'channel')}`,
    known: 'Number of cells, if you know it',
    knownHelp: 'Pictures with a number can train a model without marking cells.',
  },
  results: {
    title: 'Results',
    none: 'Nothing to show yet: open pictures and count them.',
    picture: 'Picture',
    cells: 'Cells',
    estimate: 'Estimate',
    area: 'Area, mm²',
    density: 'Cells/mm²',
    model: 'Model',
    sum: 'Sum',
    mean: 'Mean',
    note: 'Cells: marked in the picture. Estimate: the model’s own number, which corrections do not change.',
  },
  train: {
    title: 'Train a model on your pictures',
    lead: 'A model learns from pictures that you have corrected. Some are held out: the model never learns from them, and they tell how good it is.',
    from: 'Learn from',
    points: 'Marked cells',
    numbers: 'Numbers only',
    pointsHelp: 'Uses pictures in which every cell is marked.',
    numbersHelp: 'Uses pictures of which you know the number of cells. The model will count, and not locate.',
    name: 'Name of the model',
    nameRule: '5 to 128 letters, digits, blanks and _+-()',
    defaultName: 'my cells',
    begin: 'Begin with',
    beginNothing: 'Nothing: learn from these pictures alone',
    beginCounts: (name: string): string => `${name}, which counts these pictures`,
    beginHelp: (name: string): string =>
      `The new model begins with all that ${name} has learnt, so that a few corrected pictures go further. ${name} itself stays as it is.`,
    beginNothingHelp: 'The new model learns everything from your pictures, which takes more of them.',
    limit: 'Train for',
    epochs: 'epochs',
    minutes: 'minutes',
    size: 'Network',
    small: 'Small: quick, for a first try',
    standard: 'Standard: slower, more exact',
    start: 'Start training',
    stop: 'Stop and discard',
    stopped: 'Training was stopped; nothing was kept.',
    unfinished: (name: string): string =>
      `The training of “${name}” ended when the page was left, and nothing of it was kept. Start it again, and leave the page open until it is done.`,
    use: 'Use',
    heldOut: 'held out',
    learns: 'learns',
    notUsable: 'not ticked',
    noNumber: 'no number',
    shortage: (shortage: Shortage, from: LearnFrom): string =>
      shortage.what === 'pictures'
        ? `Too little to learn from: ${several(shortage.there, 'picture')} can be used, ${shortage.needed} are needed. ${from === 'points' ? 'Correct more pictures and tick “Every cell is marked”.' : 'Type in the numbers of more pictures.'}`
        : shortage.what === 'cells'
          ? `Too little to learn from: there are ${several(shortage.there, 'cell')}, ${shortage.needed} are needed. ${from === 'points' ? 'Mark more cells.' : 'Add pictures with more cells.'}`
          : `${shortage.name} is too small: both sides must have at least ${shortage.needed} pixels. Leave it out.`,
    preparing: {
      comparing: 'Counting the held-out pictures with the present model…',
      reading: 'Reading the pictures and preparing the network…',
      choosing: 'Choosing the best state of the network…',
      packing: 'Packing the model…',
      testing: 'Counting the held-out pictures with the new model…',
    },
    epoch: (epoch: number, of: number): string => (of > 0 ? `Epoch ${epoch} of ${of}` : `Epoch ${epoch}`),
    left: (seconds: number): string => `about ${words.duration(seconds)} left`,
    loss: 'Loss (training)',
    error: 'Mean error (held-out pictures)',
    epochAxis: 'Epoch',
    cellsAxis: 'Cells',
    done: 'The model is trained and kept',
    failed: 'Training ended with a problem',
    before: 'Before',
    after: 'After',
    actual: 'Marked',
    meanError: 'Mean error',
    summary: (error: string, best: number): string =>
      `On held-out pictures the new model is off by ${error} cells on average (best epoch: ${best}).`,
    download: 'Download the model',
    useIt: 'Count with it',
    another: 'Train another',
  },
  models: {
    title: 'Models',
    lead: 'A model is a BioImage.IO package, a zip file. Drop one on the page to add it; the command line takes the same files.',
    add: 'Add a model package',
    added: (name: string): string => `The model “${name}” was added and is chosen.`,
    classical: 'Classical recipe',
    classicalAbout:
      'Thresholds and shapes, nothing learnt: for pictures that no trained model has seen the like of. Compare its cells with the picture.',
    origins: { 'built in': 'built in', bundled: 'built in', dropped: 'added', trained: 'trained here' },
    use: 'Use it',
    inUse: 'In use',
    automatic: 'Choose by picture',
    download: 'Download',
    remove: 'Remove',
    rename: 'Rename',
    newName: 'New name of the model',
    kinds: { density: 'counts and locates', location: 'locates', mask: 'outlines', count: 'counts only' },
    learntFrom: (dataset: string): string => `learnt from ${dataset}`,
    learntHere: 'learnt from your pictures',
    figure: (error: string, images: number): string =>
      `mean error ${error} cells on ${several(images, 'test picture')}`,
  },
  export: {
    title: 'Export',
    which: 'Pictures',
    all: (count: number): string => `All (${number.format(count)})`,
    this: 'Only the one that is shown',
    kinds: {
      counts: 'Counts, CSV',
      csv: 'Cells, CSV',
      roiset: 'ImageJ RoiSet, zip',
      geojson: 'QuPath GeoJSON',
      coco: 'COCO, JSON',
      overlay: 'Pictures with cells, PNG',
      labelsPng: 'Label pictures, PNG',
      labelsTiff: 'Label pictures, TIFF',
    } satisfies Record<ExportKind, string>,
    labelsHelp:
      'Label pictures give each cell a number of its own: on its pixels where a model has outlined it, else on a disc.',
    run: 'Save',
    saving: 'Making the files…',
    import:
      'To read cells back, drop such a file on the page: a table, ImageJ, QuPath, COCO, or a label picture named after its picture, such as “name-labels.png”, “name_mask.tif” or “name-dots.png”, with a page for each page of a stack. A table of counts fills in the numbers.',
    close: 'Close',
  },
  settings: {
    title: 'Settings',
    theme: 'Colours',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    device: 'Compute on',
    devices: { auto: 'Automatic', wasm: 'Processor', webgpu: 'Graphics card' },
    threads: (isolated: boolean): string =>
      isolated
        ? 'All cores of the processor are used.'
        : 'One core is used: this address does not allow more.',
    forget: 'Delete everything kept in this browser',
    forgetSure: 'Really delete all pictures, cells and models kept here? This cannot be undone.',
    forgetYes: 'Delete everything',
    cancel: 'Cancel',
  },
  help,
  problems,
};

/** A figure as it was printed: a number, or the least and the largest of several. */
export type PrintedFigure = number | readonly [least: number, most: number];

/** What somebody has published for a data set. */
export interface PublishedFigures {
  readonly method: string;
  readonly mae?: PrintedFigure;
  /** Counting papers often print it under the name "MSE". */
  readonly rmse?: PrintedFigure;
  /** F1 by radius in pixels, 0 to 1. */
  readonly f1?: Readonly<Record<number, number>>;
  /** How the figures were made, and how that differs from splits, whole pictures and weights from scratch here. */
  readonly protocol: string;
  /** Where they are printed. */
  readonly source: string;
}

interface Publication {
  readonly source: string;
  readonly protocol: string;
  /** Data set, method, MAE and RMSE. */
  readonly rows: readonly (readonly [
    data: string,
    method: string,
    mae: PrintedFigure,
    rmse?: PrintedFigure,
    f1?: Readonly<Record<number, number>>,
  ])[];
}

const DCL_PAPER = 'Zheng et al., Rethinking Cell Counting Methods, 2024, doi:10.48550/arXiv.2503.13989';
const HALF = 'Half of the pictures for training, 5 % for validation; weights from ImageNet';

/** Figures as the papers print them; nothing here was measured by us, but for the classical recipe. */
const PUBLICATIONS: readonly Publication[] = [
  {
    source: DCL_PAPER,
    protocol: `${HALF}; pictures resized to multiples of 256 pixels.`,
    rows: [
      ['vgg-cells', 'DCL, 2024', 4.1, 5.9],
      ['vgg-cells', 'CSRNet', 7.9],
      ['vgg-cells', 'SASNet', 4.9],
      ['vgg-cells', 'DM-Count', 6.0],
      ['adi', 'DCL, 2024', 8.4, 11.7],
      ['adi', 'CSRNet', 13.5],
      ['adi', 'SASNet', 9.0],
      ['adi', 'DM-Count', 9.4],
    ],
  },
  {
    source: DCL_PAPER,
    protocol: `${HALF}. Errors are of quarters of the pictures, with a quarter of the cells, so they are smaller than errors of whole pictures.`,
    rows: [
      ['mbm', 'DCL, 2024', 1.4, 2.1],
      ['mbm', 'CSRNet', 2.2],
      ['mbm', 'SASNet', 3.9],
      ['mbm', 'DM-Count', 2.6],
    ],
  },
  {
    source: 'FCRN-A: Xie, Noble and Zisserman, 2016; Count-ception: Cohen et al., 2017',
    protocol:
      '32 to 64 pictures for training and 100 for the test, of all 200; no validation part of its own.',
    rows: [
      ['vgg-cells', 'FCRN-A, 2016', 2.9],
      ['vgg-cells', 'Count-ception, 2017', [2.3, 2.4]],
    ],
  },
  {
    source: 'SAU-Net: Guo et al., doi:10.1109/TCBB.2021.3089608; with SAE: 2024',
    protocol: 'Whole pictures; 15 (MBM) and 50 (ADI) of them for training.',
    rows: [
      ['mbm', 'SAU-Net', 5.7],
      ['mbm', 'SAU-Net with SAE, 2024', 4.2],
      ['adi', 'SAU-Net', 14.3],
      ['adi', 'SAU-Net with SAE, 2024', 11.2],
    ],
  },
  {
    source: 'CountXplain and Proto4DME, 2024 to 2025',
    protocol: 'Whole pictures; 15 (MBM) and 50 (ADI) of them for training.',
    rows: [
      ['mbm', 'CSRNet', 6.2],
      ['mbm', 'CountXplain', 6.9],
      ['mbm', 'Proto4DME', 6.0],
      ['adi', 'CSRNet', 12.4],
      ['adi', 'CountXplain', 7.7],
      ['adi', 'Proto4DME', 10.8],
    ],
  },
  {
    source: 'Measured for celltally, on the same test parts',
    protocol:
      'Smoothing, Otsu’s threshold, filled holes and a watershed of the distance transform, with the settings that are best on the same test part: nothing is learnt. celltally’s own recipe, classical, is another.',
    rows: [
      ['vgg-cells', 'Otsu and watershed', 58],
      ['bbbc039', 'Otsu and watershed', 23],
      ['dsb2018', 'Otsu and watershed', 5.6],
    ],
  },
  {
    source: 'Li et al., Lite-UNet, 2023, doi:10.36227/techrxiv.23549910',
    protocol:
      'Published split of 803, 133 and 402 pictures, resized from 640 to 512 pixels; positions match within 5 and 10 pixels at that size.',
    rows: [
      ['bcdata', 'U-CSRNet', 18.1, 23.8, { 5: 0.738, 10: 0.856 }],
      ['bcdata', 'Attention U-Net', 19.6, 24.9, { 5: 0.771, 10: 0.865 }],
      ['bcdata', 'TransUNet', 17.7, 23.3, { 5: 0.773, 10: 0.869 }],
      ['bcdata', 'Swin', 17.1, 23.1, { 5: 0.781, 10: 0.871 }],
      ['bcdata', 'HRNet', 18.5, 24.7, { 5: 0.792, 10: 0.873 }],
      ['bcdata', 'ConvNeXt', 18.9, 26.0, { 5: 0.793, 10: 0.874 }],
      ['bcdata', 'U-Net', 24.9, 33.4, { 5: 0.767, 10: 0.857 }],
      ['bcdata', 'Lite-UNet', 18.1, 24.3, { 5: 0.765, 10: 0.863 }],
    ],
  },
];

/** `VGG_Cells` and `vgg-cells` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What was published for a data set, by the name of its folder; nothing for sets that nobody has published on. */
export const publishedFor = (data: string): readonly PublishedFigures[] =>
  PUBLICATIONS.flatMap(({ source, protocol, rows }) =>
    rows
      .filter(([name]) => plain(name) === plain(data))
      .map(([, method, mae, rmse, f1]) => ({
        method,
        mae,
        ...(rmse === undefined ? {} : { rmse }),
        ...(f1 === undefined ? {} : { f1 }),
        protocol,
        source,
      })),
  );

/**
 * Pictures, annotations, data sets and tiles:
 *
 *     const source = await openImage(bytes, { name: 'well-A01.tif' });
 *     const image = await source.read({ channels: [0], z: 'max' });
 *     const peaks = findPeaks(densityMap(points, image.width, image.height));
 */

export { apartDensityMap } from './analysis/apart-density-map.js';
export { type BlobDiameterOptions, blobDiameter } from './analysis/blob-diameter.js';
export {
  type Component,
  type Components,
  connectedComponents,
  type ValuedPixels,
} from './analysis/components.js';
export type { DensityMapOptions } from './analysis/density-kernel.js';
export { densityMap } from './analysis/density-map.js';
export { type EdgeMode, edgeIndex } from './analysis/edge-index.js';
export { distanceTransform, type Mask } from './analysis/edt.js';
export { fillHoles } from './analysis/fill-holes.js';
export { type GaussianOptions, gaussianBlur, gaussianKernel } from './analysis/gaussian.js';
export type { LabelImage } from './analysis/label-image.js';
export { labelCentroids, labelObjects } from './analysis/label-objects.js';
export {
  DISC_RESPONSE,
  diameterOfSigma,
  laplacianOfGaussian,
  sigmaOfDiameter,
} from './analysis/laplacian-of-gaussian.js';
export { locationMap } from './analysis/location-map.js';
export { type MatchedPair, matchPoints, type PointMatching } from './analysis/matching.js';
export { maxFilter } from './analysis/max-filter.js';
export { createPeakFinder, type PeakFinder } from './analysis/peak-finder.js';
export { findPeaks, type Peak, type PeakOptions } from './analysis/peaks.js';
export { createPlane, type Plane } from './analysis/plane.js';
export { createRowComponents, type RowComponent, type RowComponents } from './analysis/row-components.js';
export { stainDensity } from './analysis/stain-density.js';
export { DARKEST, STAIN_BASIS, STAINS } from './analysis/stains.js';
export { type OtsuSplit, otsuSplit, thresholdOtsu } from './analysis/threshold-otsu.js';
export { type Watershed, type WatershedOptions, watershed } from './analysis/watershed.js';
export type { Annotation, Box, Point } from './annotation.js';
export { type BlobLike, type ByteSource, blobSource, bytesSource } from './codecs/byte-source.js';
export { type OpenOptions, openImage } from './codecs/open.js';
export { encodePng } from './codecs/png-encode.js';
export { readReduced } from './codecs/read-reduced.js';
export { selectWithin } from './codecs/select.js';
export {
  encodeTiff,
  type TiffEncodeOptions,
  type TiffFrame,
  type TiffLayout,
  tiffFrame,
} from './codecs/tiff-encode.js';
export { countOf, labelsOf, pointsOf } from './dataset/annotation-of.js';
export { type Dataset, type DatasetItem, subset } from './dataset/dataset.js';
export { datasetInParts } from './dataset/dataset-in-parts.js';
export { type FindTwinsOptions, findTwins, type Twins } from './dataset/find-twins.js';
export { JOINED, joinDatasets } from './dataset/join-datasets.js';
export { openDataset } from './dataset/open.js';
export type { DatasetOptions } from './dataset/options.js';
export { isPicture } from './dataset/paths.js';
export { type Colour, PALETTE } from './draw/colours.js';
export type { MarkerShape, MarkerStyle } from './draw/markers.js';
export { drawOverlay, type OverlayOptions } from './draw/overlay.js';
export { type StretchOptions, toDisplay } from './draw/stretch.js';
export * from './errors.js';
export { type FileTree, memoryFiles, readText, subtree } from './files.js';
export { readBcdata } from './formats/bcdata.js';
export { type CocoKind, type CocoPicture, cocoAnnotation, readCoco } from './formats/coco.js';
export { formatCounts, readCounts } from './formats/counts-csv.js';
export { formatCsv, parseCsv } from './formats/csv.js';
export { detectMaskRule } from './formats/detect-mask-rule.js';
export { dotImage, readDotImage } from './formats/dot-image.js';
export { classesOf } from './formats/exchange/classes.js';
export { type ExportFormat, type ExportName, exportFormats } from './formats/exchange/export-formats.js';
export { fileStems, withoutExtension } from './formats/exchange/file-stems.js';
export { type ImportOptions, importPoints } from './formats/exchange/import-points.js';
export type { CellClass, ExchangeFile, MarkedCell, PointSet } from './formats/exchange/point-set.js';
export { labelPicture, readLabelImage } from './formats/label-image.js';
export { type MakeSplitOptions, makeSplit } from './formats/make-split.js';
export { readMaskImage } from './formats/mask-image.js';
export { describeRule, type MaskMarks, type MaskRule } from './formats/mask-rule.js';
export { fillOutlines, outlinePixels } from './formats/outlines/fill-outlines.js';
export type { Outline, Ring } from './formats/outlines/outline.js';
export { outlineArea, outlineCentroid } from './formats/outlines/outline.js';
export { traceOutlines } from './formats/outlines/trace-outlines.js';
export { formatPointTable, type PointOrigin, type PointTable, readPointTable } from './formats/point-csv.js';
export { type GeoJsonOptions, writeGeoJson } from './formats/qupath/geojson-write.js';
export {
  formatSplit,
  parseSplit,
  SPLIT_NAMES,
  type SplitFile,
  type SplitName,
  type Splits,
  splitWithin,
} from './formats/split.js';
export { readVoc } from './formats/voc.js';
export type {
  ColourModel,
  Image,
  ImageDescription,
  ImageSource,
  PixelSize,
  Region,
  Samples,
  Selection,
} from './image.js';
export { pixelAt } from './pixel-at.js';
export { createRandom, type Random, type RandomState, restoreRandom } from './random.js';
export { regionHolds } from './region-holds.js';
export {
  CROWDED_BLOBS,
  type Modality,
  SIMULATION_DEFAULTS,
  type SimulationOptions,
} from './simulate/options.js';
export { type Simulation, simulate } from './simulate/simulate.js';
export { gridRegions, partName } from './tiling/grid-regions.js';
export { planPieces } from './tiling/plan-pieces.js';
export { planTiles, type Tile, type TilePlan, type TilingOptions } from './tiling/plan-tiles.js';
export { cutTile, type PicturePart, readTile, tileRegion } from './tiling/read-tile.js';
export {
  createStitchedOutput,
  type OutputLayout,
  type StitchedOutput,
  stitchTile,
  sumTile,
  tileOwns,
} from './tiling/stitch.js';
export { type BandStitcher, createBandStitcher } from './tiling/stitch-bands.js';
export { toChannels } from './transform/channels.js';
export { crop } from './transform/crop.js';
export { type FlipDirection, flip } from './transform/flip.js';
export {
  applyLines,
  type IntensityLine,
  type Normalisation,
  type NormalisationMeter,
  normalisationMeter,
  normalise,
} from './transform/normalise.js';
export { pad } from './transform/pad.js';
export { percentiles } from './transform/percentile.js';
export { quarterTurn } from './transform/quarter-turn.js';
export { resize, resizePart, resizeSource } from './transform/resize.js';
export { type FloatImage, toFloat } from './transform/to-float.js';

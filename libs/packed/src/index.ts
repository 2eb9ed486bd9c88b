export { PackedJourneys, type Wanted } from './packed-journeys';
export { journeyOf, streamOf } from './journey-stream';

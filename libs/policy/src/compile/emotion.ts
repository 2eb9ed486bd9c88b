import type { PolicyDocument } from '../document';
import { within } from '../fault';
import { feltAt, peakEnd } from '../maths/episode';
import type { EmotionPolicy, Scale } from '../policy';
import type { Checks } from './checks';

export function compileEmotion(
  { emotion, episodes }: PolicyDocument,
  scales: ReadonlyMap<string, Scale>,
  checks: Checks,
): EmotionPolicy {
  for (const instrument of Object.keys(emotion.inferred)) {
    if (scales.has(instrument)) continue;
    const known = [...scales.keys()].join(', ');
    checks.fault(within('/emotion/inferred', instrument), `No scale of this name; there are ${known}.`);
  }
  const halfLifeMs = checks.halfLife(emotion.halfLife, '/emotion/halfLife');
  const reliabilities = new Map(Object.entries(emotion.reliability));
  const inferred = new Map(Object.entries(emotion.inferred));
  return {
    assumedArousal: emotion.assumedArousal,
    reliability: (source, confidence) => (reliabilities.get(source) ?? 0) * confidence,
    inferred: (instrument, score) => {
      const reliability = inferred.get(instrument);
      const scale = scales.get(instrument);
      return reliability === undefined || scale === undefined
        ? undefined
        : { valence: scale.normalise(score), reliability };
    },
    episode: (moments) => peakEnd(moments, emotion.intensity),
    felt: (all, at) => feltAt(all, at, halfLifeMs, emotion.prior),
    verdict: ({ value }) => (value >= episodes.good ? 'good' : value <= episodes.bad ? 'bad' : 'neither'),
  };
}

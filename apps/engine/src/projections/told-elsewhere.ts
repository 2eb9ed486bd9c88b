import type { ProjectionStatus } from '@rapport/projection';
import type { RebuildJob } from './rebuild-job';

/** Without a rate: another node makes the build, and this is what that saved last. */
export const isMadeElsewhere = ({ progress }: ProjectionStatus): boolean =>
  progress !== undefined && progress.perSecond === undefined;

/** With how far the rebuild is by what the node tells that is at it: nothing is saved while it reads the log. */
export function toldElsewhere(status: ProjectionStatus, rebuild: RebuildJob | undefined): ProjectionStatus {
  if (!isMadeElsewhere(status) || rebuild?.projections.includes(status.name) !== true) return status;
  const { done, total, perSecond, secondsLeft } = rebuild;
  const rate = {
    ...(perSecond !== undefined && { perSecond }),
    ...(secondsLeft !== undefined && { secondsLeft }),
  };
  return { ...status, progress: { done, total, ...rate } };
}

import { classifyCase } from '../cases/classify-case';
import { closeCase } from '../cases/close-case';
import { confirmResolution } from '../cases/confirm-resolution';
import { holdCase } from '../cases/hold-case';
import { linkRecurrence } from '../cases/link-recurrence';
import { noteCase } from '../cases/note-case';
import { openCase } from '../cases/open-case';
import { proposeResolution } from '../cases/propose-resolution';
import { rejectResolution } from '../cases/reject-resolution';
import { reopenCase } from '../cases/reopen-case';
import { resumeCase } from '../cases/resume-case';
import { routeCase } from '../cases/route-case';
import { takeCharge } from '../cases/take-charge';
import { withdrawResolution } from '../cases/withdraw-resolution';
import { correctEmotion } from '../emotions/correct-emotion';
import { observeEmotion } from '../emotions/observe-emotion';
import { giveFeedback } from '../feedback/give-feedback';
import { beginJourney } from '../identity/begin-journey';
import { identifyJourney } from '../identity/identify-journey';
import { concludeInteraction } from '../interactions/conclude-interaction';
import { recordInteraction } from '../interactions/record-interaction';
import { linkJourneyToCustomer } from '../membership/link-journey-to-customer';
import { unlinkJourneyFromCustomer } from '../membership/unlink-journey-from-customer';
import { breakPromise } from '../promises/break-promise';
import { keepPromise } from '../promises/keep-promise';
import { makePromise } from '../promises/make-promise';
import { releasePromise } from '../promises/release-promise';
import { renegotiatePromise } from '../promises/renegotiate-promise';
import { makePurchase } from '../purchases/make-purchase';

/** Every command, by name. A new behaviour is a new file and a line here. */
export const commands = {
  'begin-journey': beginJourney,
  'identify-journey': identifyJourney,
  'link-journey-to-customer': linkJourneyToCustomer,
  'unlink-journey-from-customer': unlinkJourneyFromCustomer,
  'record-interaction': recordInteraction,
  'conclude-interaction': concludeInteraction,
  'observe-emotion': observeEmotion,
  'correct-emotion': correctEmotion,
  'open-case': openCase,
  'classify-case': classifyCase,
  'take-charge': takeCharge,
  'route-case': routeCase,
  'hold-case': holdCase,
  'resume-case': resumeCase,
  'note-case': noteCase,
  'propose-resolution': proposeResolution,
  'confirm-resolution': confirmResolution,
  'reject-resolution': rejectResolution,
  'withdraw-resolution': withdrawResolution,
  'close-case': closeCase,
  'reopen-case': reopenCase,
  'link-recurrence': linkRecurrence,
  'make-promise': makePromise,
  'renegotiate-promise': renegotiatePromise,
  'keep-promise': keepPromise,
  'break-promise': breakPromise,
  'release-promise': releasePromise,
  'make-purchase': makePurchase,
  'give-feedback': giveFeedback,
};

export type CommandName = keyof typeof commands;
export type CommandPayload = { [N in CommandName]: Parameters<(typeof commands)[N]['complete']>[0] };

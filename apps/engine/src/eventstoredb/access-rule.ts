import type { AccessRule } from '@rapport/event-store';
import { isSecret } from '../http/secret';

/**
 * Who may do what: the system account's token appends and reads, the engine's reads. Where the engine demands no token,
 * everybody reads. A token comes as `Bearer <token>`, or as the password of any user: EventStoreDB's clients know users only.
 */
export function accessRule(token: string | undefined, systemToken: string | undefined): AccessRule {
  const isSystem = systemToken === undefined ? () => false : isSecret(systemToken);
  const isReader = token === undefined ? () => true : isSecret(token);
  return (authorization) => {
    const given = tokenIn(authorization ?? '');
    if (isSystem(given)) return 'system';
    return isReader(given) ? 'reader' : 'none';
  };
}

function tokenIn(authorization: string): string {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value;
  const credentials = Buffer.from(value, 'base64').toString('utf8');
  const colon = credentials.indexOf(':');
  return colon < 0 ? '' : credentials.slice(colon + 1);
}

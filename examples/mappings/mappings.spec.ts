import { readMapping } from '@rapport/interchange';
import { join } from 'node:path';

describe('the mappings that ship', () => {
  it.each(['helpdesk', 'olist'])('%s is sound', async (name) => {
    await expect(readMapping(join(__dirname, `${name}.yaml`))).resolves.toMatchObject({ name, version: 1 });
  });
});

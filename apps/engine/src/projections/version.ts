import type { PipeTransform } from '@nestjs/common';
import { validationFailed } from '../problems/validation';

/** A projection's version in a path. @throws Problem `validation-failed` */
export const validVersion: PipeTransform<string, number> = {
  transform(text) {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    const message = `version must be the number of a version, such as 2: "${text}" is none`;
    throw validationFailed([{ path: 'version', message }]);
  },
};

import { TemplateNameController } from './template-name.controller';

export { templateName as definition } from './template-name.projection';
export const controllers = [TemplateNameController];

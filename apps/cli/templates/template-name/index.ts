export { templateName as definition } from './template-name.projection';
export const controllers = async () => [
  (await import('./template-name.controller.js')).TemplateNameController,
];

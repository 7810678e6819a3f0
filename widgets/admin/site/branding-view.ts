/** The view of what visitors and brands see of the site: its name, and the websites that may embed its pages. */
import type { SiteSettings } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { View } from '../view.ts'
import { settingsForm } from './settings-form.ts'

const valuesOf = ({ name, embeddingOrigins }: SiteSettings) =>
  new Map([
    ['name', name],
    ['embeddingOrigins', embeddingOrigins.join('\n')],
  ])

export const brandingView: View = async (context) => {
  const heading = element('h1', {}, messages.branding.heading)
  const site = await context.service.call(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, failureMessage(site))]
  const form = settingsForm(context, {
    ...{ site: site.value, valuesOf },
    fieldsOf: (values, changed) => [
      textField({ name: 'name', ...messages.branding.name, value: values.get('name') ?? '', changed }),
      textField({
        ...{ name: 'embeddingOrigins', ...messages.branding.origins, kind: 'lines', changed },
        value: values.get('embeddingOrigins') ?? '',
      }),
    ],
    content: (fields) => fields.map(({ root }) => root),
    changeIn: (values) => ({
      name: values.get('name'),
      embeddingOrigins: (values.get('embeddingOrigins') ?? '').split('\n').flatMap((line) => line.trim() || []),
    }),
  })
  return [heading, element('p', { class: 'quiet' }, messages.branding.intro), form]
}

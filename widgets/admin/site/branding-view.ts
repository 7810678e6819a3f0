/** The view of what visitors and brands see of the site: its name, and the websites that may embed its pages. */
import type { SiteSettings } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { element } from '../../shared/dom.ts'
import { type FieldProblem, textField } from '../form/field.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { View } from '../view.ts'
import { lineOfError, typedOrigins } from './embedding-origins.ts'
import { settingsForm } from './settings-form.ts'

interface FieldTexts {
  readonly label: string
  readonly hint: string
  readonly problem?: string | FieldProblem
}

/** Names the line that is wrong. */
const originProblem: FieldProblem = ({ field }, typed) => {
  const line = lineOfError(typed, field)
  return line && messages.branding.origins.problem(line.number, line.text)
}

const valuesOf = ({ name, branding, embeddingOrigins }: SiteSettings) =>
  new Map([
    ['name', name],
    ['branding.accent', branding?.accent ?? ''],
    ['branding.logo', branding?.logo ?? ''],
    ['embeddingOrigins', embeddingOrigins.join('\n')],
  ])

/** Returns the branding to save, or `null` if both fields are empty. */
const brandingOf = (values: ReadonlyMap<string, string>) => {
  const [accent, logo] = ['branding.accent', 'branding.logo'].map((name) => values.get(name)?.trim())
  return accent || logo ? { ...(accent && { accent }), ...(logo && { logo }) } : null
}

export const brandingView: View = async (context) => {
  const heading = element('h1', {}, messages.branding.heading)
  const site = await context.service.call(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, failureMessage(site))]
  const form = settingsForm(context, {
    ...{ site: site.value, valuesOf },
    fieldsOf(values, changed) {
      const field = (name: string, texts: FieldTexts, kind: 'line' | 'lines' = 'line') =>
        textField({ name, ...texts, kind, changed, value: values.get(name) ?? '' })
      const { name, accent, logo, origins } = messages.branding
      return [
        field('name', name),
        field('branding.accent', accent),
        field('branding.logo', logo),
        field('embeddingOrigins', { ...origins, problem: originProblem }, 'lines'),
      ]
    },
    content: (fields) => fields.map(({ root }) => root),
    changeIn: (values) => ({
      name: values.get('name'),
      branding: brandingOf(values),
      embeddingOrigins: typedOrigins(values.get('embeddingOrigins') ?? ''),
    }),
  })
  return [heading, element('p', { class: 'quiet' }, messages.branding.intro), form]
}

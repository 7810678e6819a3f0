/** The view of the site's time limits and security settings: one number each, with its unit and its bounds. */
import { numericBounds, type SiteSettings } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { element } from '../../shared/dom.ts'
import { type Field, textField } from '../form/field.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { View } from '../view.ts'
import { settingsForm } from './settings-form.ts'

type NumberName = keyof typeof numericBounds

const groups = {
  forms: ['openKeySeconds', 'formMinutes', 'submitKeySeconds'],
  answers: ['retrieveKeySeconds', 'holdingSeconds', 'retentionMonths'],
  signIn: ['idleMinutes', 'failedSignIns'],
  sending: ['sendsPerMinute'],
} as const satisfies Readonly<Record<keyof typeof messages.limits.groups, readonly NumberName[]>>

const numbers: readonly NumberName[] = Object.values(groups).flat()

const units = {
  openKeySeconds: 'seconds',
  submitKeySeconds: 'seconds',
  retrieveKeySeconds: 'seconds',
  formMinutes: 'minutes',
  holdingSeconds: 'seconds',
  retentionMonths: 'months',
  idleMinutes: 'minutes',
  failedSignIns: 'times',
  sendsPerMinute: 'forms',
} as const satisfies Readonly<Record<NumberName, keyof typeof messages.limits.units>>

export const limitsView: View = async (context) => {
  const heading = element('h1', {}, messages.limits.heading)
  const site = await context.service.call(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, failureMessage(site))]
  const form = settingsForm(context, {
    site: site.value,
    valuesOf: (settings: SiteSettings) => new Map(numbers.map((name) => [name, String(settings[name])])),
    fieldsOf: (values, changed) => numbers.map((name) => numberField(name, values.get(name) ?? '', changed)),
    content: (fields) => Object.entries(groups).map(([group, names]) => groupOf(group, names, fields)),
    changeIn: (values) => Object.fromEntries([...values].map(([name, text]) => [name, numberOf(text)])),
  })
  return [heading, element('p', { class: 'quiet' }, messages.limits.intro), form]
}

const numberField = (name: NumberName, value: string, changed: () => void): Field => {
  const [minimum, maximum, byDefault] = numericBounds[name]
  const { label, hint } = messages.limits.numbers[name]
  return textField({
    ...{ name, label, value, kind: 'number', changed, unit: messages.limits.units[units[name]] },
    hint: `${hint} ${messages.limits.bounds(minimum, maximum, byDefault)}`,
    problem: messages.limits.enter(minimum, maximum),
  })
}

const isGroup = (name: string): name is keyof typeof groups => Object.hasOwn(groups, name)

const groupOf = (group: string, names: readonly string[], fields: readonly Field[]): HTMLElement =>
  element(
    'fieldset',
    { class: 'group' },
    element('legend', {}, isGroup(group) ? messages.limits.groups[group] : group),
    ...fields.filter(({ name }) => names.includes(name)).map(({ root }) => root),
  )

/** Parses a number. Returns a text that is not a number unchanged, so that the validation reports it. */
const numberOf = (text: string): number | string => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : text)

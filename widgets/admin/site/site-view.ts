/** Site settings: the name, the numbers with their bounds, and who may frame the pages. */
import { type SiteSettings, SiteSettingsDraft } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { putSite } from '../../../contracts/steps/put-site.ts'
import { element } from '../../shared/dom.ts'
import { type Field, textField } from '../form/field.ts'
import { createForm, showRefusal, whyNot } from '../form/form.ts'
import { wrongFields } from '../form/wrong-fields.ts'
import type { Desk, View } from '../view.ts'
import { words } from '../words/en.ts'

const numbers = [
  'openKeySeconds',
  'submitKeySeconds',
  'retrieveKeySeconds',
  'formMinutes',
  'holdingSeconds',
  'retentionMonths',
  'idleMinutes',
  'failedSignIns',
] as const satisfies readonly (keyof SiteSettings & keyof typeof words.site.numbers)[]

export const siteView: View = async (desk) => {
  const heading = element('h1', {}, words.site.heading)
  const site = await desk.service.ask(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, whyNot(site))]
  return [heading, settingsForm(desk, site.value)]
}

/** What is no number is sent as it was typed, so that it is found wrong and not taken for something else. */
const numberOf = (text: string): number | string => (/^\d+$/.test(text.trim()) ? Number(text) : text)

const settingsForm = ({ service, say, unsaved }: Desk, site: SiteSettings): HTMLElement => {
  const changed = () => unsaved(true)
  const name = textField({ name: 'name', ...words.site.name, value: site.name, changed })
  const counts = numbers.map((key) =>
    textField({ name: key, ...words.site.numbers[key], value: String(site[key]), kind: 'number', changed }),
  )
  const origins = textField({
    ...{ name: 'embeddingOrigins', ...words.site.origins, kind: 'lines', changed },
    value: site.embeddingOrigins.join('\n'),
  })
  const fields: readonly Field[] = [name, ...counts, origins]
  const draft = (): unknown => ({
    ...site,
    name: name.input.value,
    ...Object.fromEntries(counts.map(({ name: key, input }) => [key, numberOf(input.value)])),
    embeddingOrigins: origins.input.value.split('\n').flatMap((line) => line.trim() || []),
  })
  const form = createForm({
    save: words.save,
    fields: () => fields,
    content: [name.root, element('div', { class: 'grid' }, ...counts.map(({ root }) => root)), origins.root],
    async submit() {
      const errors = wrongFields(SiteSettingsDraft, draft())
      if (errors.length > 0) return form.show(errors)
      const reply = await service.ask(putSite, { path: {}, body: SiteSettingsDraft.parse(draft()) })
      if (reply.outcome !== 'done') return showRefusal(form, reply)
      form.show([])
      unsaved(false)
      say(words.saved)
    },
  })
  return form.root
}

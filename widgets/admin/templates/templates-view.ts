/** Templates: the list, and the editor of one with its version history. */
import type * as z from 'zod/mini'
import { TemplateId } from '../../../contracts/identifiers.ts'
import { deleteTemplate } from '../../../contracts/steps/delete-template.ts'
import { getTemplate } from '../../../contracts/steps/get-template.ts'
import { listTemplates } from '../../../contracts/steps/list-templates.ts'
import { putTemplate } from '../../../contracts/steps/put-template.ts'
import { TemplateDraft } from '../../../contracts/template.ts'
import { button, element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { createForm, whyNot } from '../form/form.ts'
import { words } from '../messages/en.ts'
import { type PagedTable, pagedTable } from '../records/paged-table.ts'
import type { Desk, View } from '../view.ts'
import { draftOf, newDraft, wireOf } from './draft.ts'
import { templateEditor } from './template-editor.ts'

type Listed = z.infer<typeof listTemplates.reply>['templates'][number]

export const templatesView: View = async (desk, [named]) => {
  const templateId = TemplateId.safeParse(named)
  return templateId.success ? await oneTemplate(desk, templateId.data) : await allTemplates(desk)
}

const allTemplates = async (desk: Desk): Promise<readonly Node[]> => {
  const { service, go } = desk
  const table: PagedTable<Listed> = pagedTable<Listed>({
    label: words.templates.heading,
    head: [words.templates.id, words.templates.titleColumn, words.templates.version, words.templates.state],
    keyOf: ({ templateId }) => templateId,
    rowOf: (listed) => rowOf(desk, listed, table.replace),
    async read(cursor) {
      const reply = await service.ask(listTemplates, {
        path: {},
        body: {},
        query: cursor === undefined ? {} : { cursor },
      })
      return reply.outcome === 'done'
        ? { rows: reply.value.templates, cursor: reply.value.cursor }
        : { failed: whyNot(reply) }
    },
  })
  await table.more()
  const id = textField({ name: 'templateId', ...words.templates.newId, value: '' })
  const form = createForm({
    save: words.templates.create,
    fields: () => [id],
    content: [id.root],
    async submit() {
      const wanted = TemplateId.safeParse(id.input.value.trim())
      if (!wanted.success) return form.show([{ field: 'templateId', code: 'bad-format' }])
      go(`templates/${wanted.data}`)
    },
  })
  return [
    element('h1', {}, words.templates.heading),
    table.root,
    element('section', { class: 'card' }, element('h2', {}, words.templates.newHeading), form.root),
  ]
}

const rowOf = (desk: Desk, listed: Listed, put: (listed: Listed) => void): readonly Node[] => {
  const { templateId, version, title, enabled } = listed
  const { say } = desk
  const switchIt = async () => {
    const now = enabled ? await switchedOff(desk, listed) : await switchedOn(desk, listed)
    if ('failed' in now) return say(now.failed)
    put(now)
    say(words.templates.switched(templateId, now.enabled))
  }
  return [
    element('a', { href: `#templates/${templateId}`, 'aria-label': words.templates.edit(templateId) }, templateId),
    document.createTextNode(title.en ?? Object.values(title)[0] ?? ''),
    document.createTextNode(String(version)),
    element(
      'span',
      { class: 'state' },
      element('span', {}, enabled ? words.templates.enabled : words.templates.disabled),
      button(
        enabled ? words.templates.switchOff(templateId) : words.templates.switchOn(templateId),
        () => void switchIt(),
        {
          class: 'compact',
        },
      ),
    ),
  ]
}

type Switched = Promise<Listed | { readonly failed: string }>

const switchedOff = async ({ service }: Desk, listed: Listed): Switched => {
  const reply = await service.ask(deleteTemplate, { path: { templateId: listed.templateId }, body: {} })
  return reply.outcome === 'done' ? { ...listed, enabled: false } : { failed: whyNot(reply) }
}

/** The latest version again, as the next one: that is how a template is switched on. */
const switchedOn = async ({ service }: Desk, listed: Listed): Switched => {
  const path = { templateId: listed.templateId }
  const latest = await service.ask(getTemplate, { path, body: {} })
  if (latest.outcome !== 'done') return { failed: whyNot(latest) }
  const put = await service.ask(putTemplate, { path, body: TemplateDraft.parse(wireOf(draftOf(latest.value))) })
  return put.outcome === 'done' ? { ...listed, enabled: true, version: put.value.version } : { failed: whyNot(put) }
}

/** The latest version, or a new template where there is none of that name. */
const oneTemplate = async (desk: Desk, templateId: TemplateId): Promise<readonly Node[]> => {
  const { service, say } = desk
  let known = 0
  const heading = element('h1')
  const place = element('div')
  const history = element('nav', { 'aria-label': words.templates.history, class: 'history' })
  const read = (version?: number) =>
    service.ask(getTemplate, {
      ...{ path: { templateId }, body: {} },
      query: version === undefined ? {} : { version: String(version) },
    })
  const showHistory = (latest: number) => {
    known = latest
    heading.textContent = words.templates.editing(templateId, latest)
    const versions = Array.from({ length: Math.min(latest, 20) }, (_, back) => latest - back)
    history.replaceChildren(
      element('h2', {}, words.templates.history),
      element(
        'div',
        { class: 'buttons' },
        ...versions.map((version) =>
          button(words.templates.showVersion(version), () => void look(version), { class: 'compact' }),
        ),
      ),
    )
  }
  /** Somebody else's version is told of once; whoever saves again knows of it. */
  const heldUpBy = async (): Promise<string | undefined> => {
    const now = await read()
    if (now.outcome === 'refused' && now.code === 'not-found') return undefined
    if (now.outcome !== 'done') return whyNot(now)
    const { version } = now.value
    if (version === known) return undefined
    showHistory(version)
    return words.templates.savedMeanwhile(version)
  }
  const edit = (draft: ReturnType<typeof newDraft>) =>
    place.replaceChildren(templateEditor({ desk, templateId, draft, saved: showHistory, heldUpBy }))
  const look = async (version: number) => {
    if (!(await desk.mayLose())) return
    const reply = await read(version)
    if (reply.outcome !== 'done') return say(whyNot(reply))
    edit(draftOf(reply.value))
    say(words.templates.looking(version))
  }
  const latest = await read()
  if (latest.outcome === 'done') {
    showHistory(latest.value.version)
    edit(draftOf(latest.value))
  } else if (latest.outcome === 'refused' && latest.code === 'not-found') {
    heading.textContent = words.templates.editing(templateId, undefined)
    edit(newDraft())
  } else place.replaceChildren(element('p', { class: 'notice bad' }, whyNot(latest)))
  return [element('a', { href: '#templates' }, words.templates.back), heading, place, history]
}

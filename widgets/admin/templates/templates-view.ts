/** The view of the templates: a list, and an editor for one template with its version history. */
import type * as z from 'zod/mini'
import { TemplateId } from '../../../contracts/identifiers.ts'
import { deleteTemplate } from '../../../contracts/steps/delete-template.ts'
import { getTemplate } from '../../../contracts/steps/get-template.ts'
import { listTemplates } from '../../../contracts/steps/list-templates.ts'
import { putTemplate } from '../../../contracts/steps/put-template.ts'
import { TemplateDraft } from '../../../contracts/template.ts'
import { button, element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { createForm, failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import { type PagedTable, pagedTable } from '../records/paged-table.ts'
import type { View, ViewContext } from '../view.ts'
import { draftOf, newDraft, templateBodyOf } from './draft.ts'
import { templateEditor } from './template-editor.ts'

type Listed = z.infer<typeof listTemplates.reply>['templates'][number]

export const templatesView: View = async (context, [name]) => {
  const templateId = TemplateId.safeParse(name)
  return templateId.success ? await oneTemplate(context, templateId.data) : await allTemplates(context)
}

const allTemplates = async (context: ViewContext): Promise<readonly Node[]> => {
  const { service, navigate } = context
  const table: PagedTable<Listed> = pagedTable<Listed>({
    label: messages.templates.heading,
    head: [messages.templates.id, messages.templates.titleColumn, messages.templates.version, messages.templates.state],
    keyOf: ({ templateId }) => templateId,
    empty: messages.templates.empty,
    search: {
      label: messages.templates.search,
      textOf: ({ templateId, title }) => [templateId, ...Object.values(title)].join(' '),
    },
    rowOf: (listed) => rowOf(context, listed, table.replace),
    async read(cursor) {
      const reply = await service.call(listTemplates, {
        path: {},
        body: {},
        query: cursor === undefined ? {} : { cursor },
      })
      return reply.outcome === 'done'
        ? { rows: reply.value.templates, cursor: reply.value.cursor }
        : { failed: failureMessage(reply) }
    },
  })
  await table.more()
  const id = textField({ name: 'templateId', ...messages.templates.newId, value: '' })
  const form = createForm({
    save: messages.templates.create,
    fields: () => [id],
    content: [id.root],
    async submit() {
      const requested = TemplateId.safeParse(id.input.value.trim())
      if (!requested.success) return form.showErrors([{ field: 'templateId', code: 'bad-format' }])
      navigate(`templates/${requested.data}`)
    },
  })
  return [
    element('h1', {}, messages.templates.heading),
    table.root,
    element('section', { class: 'card' }, element('h2', {}, messages.templates.newHeading), form.root),
  ]
}

const rowOf = (context: ViewContext, listed: Listed, replaceRow: (listed: Listed) => void): readonly Node[] => {
  const { templateId, version, title, enabled } = listed
  const { announce } = context
  const switchTo = async (on: boolean, before: Listed, offerUndo: boolean): Promise<void> => {
    const current = on ? await enableTemplate(context, before) : await disableTemplate(context, before)
    if ('failed' in current) return announce(current.failed, { lasting: true })
    replaceRow(current)
    const undo = { undo: () => void switchTo(!on, current, false) }
    announce(messages.templates.switched(templateId, current.enabled), offerUndo ? undo : {})
  }
  return [
    element('a', { href: `#templates/${templateId}`, 'aria-label': messages.templates.edit(templateId) }, templateId),
    document.createTextNode(title.en ?? Object.values(title)[0] ?? ''),
    document.createTextNode(String(version)),
    element(
      'span',
      { class: 'state' },
      element('span', {}, enabled ? messages.templates.enabled : messages.templates.disabled),
      button(
        enabled ? messages.templates.switchOffShort : messages.templates.switchOnShort,
        () => void switchTo(!enabled, listed, true),
        {
          class: 'compact',
          'aria-label': enabled ? messages.templates.switchOff(templateId) : messages.templates.switchOn(templateId),
        },
      ),
    ),
  ]
}

type ToggleResult = Promise<Listed | { readonly failed: string }>

const disableTemplate = async ({ service }: ViewContext, listed: Listed): ToggleResult => {
  const reply = await service.call(deleteTemplate, { path: { templateId: listed.templateId }, body: {} })
  return reply.outcome === 'done' ? { ...listed, enabled: false } : { failed: failureMessage(reply) }
}

/** Enables a template by saving its latest version again as the next version. */
const enableTemplate = async ({ service }: ViewContext, listed: Listed): ToggleResult => {
  const path = { templateId: listed.templateId }
  const latest = await service.call(getTemplate, { path, body: {} })
  if (latest.outcome !== 'done') return { failed: failureMessage(latest) }
  const saved = await service.call(putTemplate, {
    path,
    body: TemplateDraft.parse(templateBodyOf(draftOf(latest.value))),
    ...(latest.etag !== undefined && { ifMatch: latest.etag }),
  })
  return saved.outcome === 'done'
    ? { ...listed, enabled: true, version: saved.value.version }
    : { failed: failureMessage(saved) }
}

/** Edits the latest version of a template. If no template has this id, edits a new one. */
const oneTemplate = async (context: ViewContext, templateId: TemplateId): Promise<readonly Node[]> => {
  const { service, announce } = context
  let latestVersion = 0
  const heading = element('h1')
  const container = element('div')
  const history = element('nav', { 'aria-label': messages.templates.history, class: 'history' })
  const read = (version?: number) =>
    service.call(getTemplate, {
      ...{ path: { templateId }, body: {} },
      query: version === undefined ? {} : { version: String(version) },
    })
  const showHistory = (latest: number) => {
    latestVersion = latest
    heading.textContent = messages.templates.editing(templateId, latest)
    const versions = Array.from({ length: Math.min(latest, 20) }, (_, offset) => latest - offset)
    history.replaceChildren(
      element('h2', {}, messages.templates.history),
      element(
        'div',
        { class: 'buttons' },
        ...versions.map((version) =>
          button(messages.templates.showVersion(version), () => void showVersion(version), { class: 'compact' }),
        ),
      ),
    )
  }
  /**
   * Reports that another administrator has saved a version in the meantime. Reports this only once: if this administrator saves
   * again, their version becomes the latest.
   */
  const checkBeforeSave = async (): Promise<string | undefined> => {
    const current = await read()
    if (current.outcome === 'refused' && current.code === 'not-found') return undefined
    if (current.outcome !== 'done') return failureMessage(current)
    const { version } = current.value
    if (version === latestVersion) return undefined
    showHistory(version)
    return messages.templates.savedMeanwhile(version)
  }
  const edit = (draft: ReturnType<typeof newDraft>) =>
    container.replaceChildren(templateEditor({ context, templateId, draft, saved: showHistory, checkBeforeSave }))
  const showVersion = async (version: number) => {
    if (!(await context.confirmDiscard())) return
    const reply = await read(version)
    if (reply.outcome !== 'done') return announce(failureMessage(reply))
    edit(draftOf(reply.value))
    announce(messages.templates.looking(version))
  }
  const latest = await read()
  if (latest.outcome === 'done') {
    showHistory(latest.value.version)
    edit(draftOf(latest.value))
  } else if (latest.outcome === 'refused' && latest.code === 'not-found') {
    heading.textContent = messages.templates.editing(templateId, undefined)
    edit(newDraft())
  } else container.replaceChildren(element('p', { class: 'notice bad' }, failureMessage(latest)))
  return [element('a', { href: '#templates' }, messages.templates.back), heading, container, history]
}

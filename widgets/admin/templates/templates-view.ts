/** The view of the forms: the list, or the editor of one form with its versions. */
import { TemplateId } from '../../../contracts/identifiers.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { getTemplate } from '../../../contracts/steps/get-template.ts'
import type { Template } from '../../../contracts/template.ts'
import { element } from '../../shared/dom.ts'
import { failureMessage } from '../form/form.ts'
import { language, messages } from '../messages/current.ts'
import type { View, ViewContext } from '../view.ts'
import { readAllTemplates, readTemplate } from './all-templates.ts'
import { copyOfDraft, type Draft, draftOf, newDraft } from './draft.ts'
import type { EditorState } from './editor-state.ts'
import { saveTemplate } from './save-template.ts'
import { templateEditor } from './template-editor.ts'
import { readFileText } from './template-file.ts'
import { templateList } from './template-list.ts'
import { type VersionsSection, versionsSection } from './versions-section.ts'

/** The form of the file that was chosen last. The editor opens it under the address `templates/+import`. */
let importedForm: Extract<ReturnType<typeof readFileText>, { form: unknown }>['form'] | undefined

const importAddress = '+import'

export const templatesView: View = async (context, [name = '']) => {
  if (name === importAddress && importedForm !== undefined) return await importedEditor(context, importedForm)
  if (name.startsWith('+')) return await newEditor(context, TemplateId.safeParse(name.slice(1)).data)
  const templateId = TemplateId.safeParse(name)
  if (templateId.success) return await savedEditor(context, templateId.data)
  return await templateList({
    context,
    async importFile(file) {
      const read = readFileText(await file.text())
      if ('failed' in read) return context.announce(read.failed, { lasting: true })
      importedForm = read.form
      context.navigate(`templates/${importAddress}`)
    },
  })
}

/** Edits a new form: empty, or a copy of another form. */
const newEditor = async (context: ViewContext, copied: TemplateId | undefined): Promise<readonly Node[]> => {
  const { editor } = messages.templates
  if (copied === undefined) return await editorNodes(context, { draft: newDraft() })
  const template = await readTemplate(context.service, copied)
  if ('failed' in template) return [element('p', { class: 'notice bad' }, template.failed)]
  return await editorNodes(context, {
    draft: copyOfDraft(draftOf(template), editor.copyOf),
    notice: editor.notSaved,
  })
}

/** Edits an imported form. If the site has a form with its id, the imported form becomes the next version of it. */
const importedEditor = async (
  context: ViewContext,
  form: NonNullable<typeof importedForm>,
): Promise<readonly Node[]> => {
  const { editor } = messages.templates
  const { templateId } = form
  const existing = await readAllTemplates(context.service)
  if ('failed' in existing) return [element('p', { class: 'notice bad' }, existing.failed)]
  const listed = existing.find((each) => each.templateId === templateId)
  return await editorNodes(context, {
    draft: draftOf(form),
    ...(listed === undefined ? { typedId: templateId } : { templateId: listed.templateId, version: listed.version }),
    notice: listed === undefined ? editor.importedNew : editor.importedVersion(listed.version + 1),
  })
}

const savedEditor = async (context: ViewContext, templateId: TemplateId): Promise<readonly Node[]> => {
  const latest = await context.service.call(getTemplate, { path: { templateId }, body: {} })
  const heading = element('h1', {}, templateId)
  if (latest.outcome !== 'done') {
    return [backLink(), heading, element('p', { class: 'notice bad' }, failureMessage(latest))]
  }
  return await editorNodes(context, { draft: draftOf(latest.value), templateId, version: latest.value.version })
}

const backLink = () => element('a', { href: '#templates' }, messages.templates.editor.back)

interface Edited {
  readonly draft: Draft
  readonly templateId?: TemplateId
  readonly version?: number
  readonly typedId?: TemplateId | undefined
  readonly notice?: string
}

const editorNodes = async (context: ViewContext, edited: Edited): Promise<readonly Node[]> => {
  const { service } = context
  const { editor } = messages.templates
  const reply = await service.call(getSite, { path: {}, body: {} })
  const site = reply.outcome === 'done' ? reply.value : undefined
  const heading = element('h1')
  const about = element('p', { class: 'hint' })
  const container = element('div')
  const versionsPlace = element('div')
  let { templateId, version: latest = 0 } = edited
  let versions: VersionsSection | undefined
  const showVersion = (draft: Draft) => {
    heading.textContent = draft.title[language] ?? draft.title[draft.defaultLocale] ?? editor.newTitle
    about.textContent = templateId === undefined ? editor.notSaved : editor.about(templateId, latest)
    if (templateId === undefined) return
    versions ??= versionsSection({ context, templateId, open: openVersion })
    versionsPlace.replaceChildren(versions.root)
    versions.show(latest)
  }
  const openVersion = async (version: Template) => {
    if (!(await context.confirmDiscard())) return
    edit({ draft: draftOf(version), notice: editor.openedVersion(version.version) })
    heading.focus()
  }
  const save = async (state: EditorState) => {
    const result = await saveTemplate(service, templateId, state)
    if ('latest' in result) latest = result.latest
    if ('templateId' in result) {
      latest = result.version
      templateId = result.templateId
      context.replaceAddress(`templates/${templateId}`)
    }
    showVersion(state.draft)
    return result
  }
  const edit = ({ draft, typedId, notice }: Edited) => {
    showVersion(draft)
    container.replaceChildren(templateEditor({ ...{ context, draft, version: latest, typedId, notice, site }, save }))
  }
  edit(edited)
  return [backLink(), element('div', { class: 'editor-head' }, heading, about), container, versionsPlace]
}

/** Saves a draft as the next version of its form. */
import { TemplateId } from '../../../contracts/identifiers.ts'
import { putTemplate } from '../../../contracts/steps/put-template.ts'
import { TemplateDraft } from '../../../contracts/template.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { Service } from '../service.ts'
import { readAllTemplates, readTemplate } from './all-templates.ts'
import { optionValuesOf, questionIdsOf, templateBodyOf } from './draft-body.ts'
import type { DraftProblem } from './draft-problems.ts'
import type { EditorState } from './editor-state.ts'
import { slugOf, uniqueId } from './slug.ts'

export type SaveResult =
  | { readonly version: number; readonly templateId: TemplateId }
  /** Not saved, because another administrator has saved this version in the meantime. The next save replaces it. */
  | { readonly sentence: string; readonly latest: number }
  | { readonly sentence: string }
  | { readonly problems: readonly DraftProblem[] }

/** Ids and values that were generated stay as they are from the first save on. */
const fixIds = ({ draft }: EditorState): void => {
  const ids = questionIdsOf(draft)
  for (const [index, question] of draft.questions.entries()) {
    const values = optionValuesOf(question, draft.defaultLocale)
    question.id = ids[index] ?? question.id
    question.isSaved = true
    for (const [place, option] of question.options.entries()) {
      option.value = values[place] ?? option.value
      option.isSaved = true
    }
  }
}

/** Returns the id of a new form: the typed one, or one that is generated from the title. */
const newTemplateId = async (
  service: Service,
  { draft, typedId }: EditorState,
): Promise<TemplateId | Exclude<SaveResult, { readonly version: number }>> => {
  const { errors } = messages.templates
  const existing = await readAllTemplates(service)
  if ('failed' in existing) return { sentence: existing.failed }
  const taken = new Set<string>(existing.map(({ templateId }) => templateId))
  const wrong = (text: string) => ({ problems: [{ field: 'templateId', text }] })
  if (taken.has(typedId)) return wrong(errors.idTaken)
  const requested = typedId === '' ? uniqueId(slugOf(draft.title[draft.defaultLocale] ?? '', 'form'), taken) : typedId
  const templateId = TemplateId.safeParse(requested)
  return templateId.success ? templateId.data : wrong(errors.id)
}

/** Saves the draft, whose problems must be fixed. `savedId` is the id of a form that was saved before. */
export const saveTemplate = async (
  service: Service,
  savedId: TemplateId | undefined,
  state: EditorState,
): Promise<SaveResult> => {
  const templateId = savedId ?? (await newTemplateId(service, state))
  if (typeof templateId !== 'string') return templateId
  const reply = await service.call(putTemplate, {
    ...{ path: { templateId }, body: TemplateDraft.parse(templateBodyOf(state.draft)) },
    ...(state.version > 0 && { ifMatch: `"${state.version}"` }),
  })
  if (reply.outcome === 'done') {
    fixIds(state)
    return { version: reply.value.version, templateId }
  }
  if (reply.outcome !== 'refused' || reply.code !== 'changed-meanwhile') return { sentence: failureMessage(reply) }
  const latest = await readTemplate(service, templateId)
  if ('failed' in latest) return { sentence: latest.failed }
  state.version = latest.version
  return { sentence: messages.templates.editor.savedMeanwhile(latest.version), latest: latest.version }
}

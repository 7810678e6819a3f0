/** Exports a form as a JSON file, and reads such a file. */
import * as z from 'zod/mini'
import { type Template, TemplateDraft } from '../../../contracts/template.ts'
import { download } from '../download.ts'
import { draftErrors } from '../form/draft-errors.ts'
import { messages } from '../messages/current.ts'

/** The text of the file: the body of put-template, so that a script can send it unchanged. */
export const fileText = ({ version: _, ...body }: Template): string => `${JSON.stringify(body, undefined, 2)}\n`

export const downloadFile = (template: Template): void =>
  download(`${template.templateId}.json`, fileText(template), 'application/json')

/** A reply of the service has a version. It is ignored, because saving creates the next version. */
const withoutVersion = (value: unknown): unknown => {
  const parsed = z.record(z.string(), z.unknown()).safeParse(value)
  if (!parsed.success) return value
  const { version: _, ...body } = parsed.data
  return body
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const maxReasons = 5

/** Reads the text of a file. Returns the form, or a sentence that says why it cannot be imported. */
export const readFileText = (text: string): { readonly form: TemplateDraft } | { readonly failed: string } => {
  const { list } = messages.templates
  const value = withoutVersion(parseJson(text))
  const parsed = TemplateDraft.safeParse(value)
  if (parsed.success) return { form: parsed.data }
  const isObject = typeof value === 'object' && value !== null && 'questions' in value
  if (!isObject) return { failed: list.importFailed(list.notAForm) }
  const fields = [...new Set(draftErrors(TemplateDraft, value).map(({ field }) => field))].filter(
    (field) => field !== '',
  )
  const reasons = fields.length === 0 ? [list.notAForm] : fields.slice(0, maxReasons).map(list.fieldWrong)
  return { failed: list.importFailed(reasons.join(' ')) }
}

/** Edits a form in one language at a time, next to a preview. Saving creates the next version. */
import type { SiteSettings } from '../../../contracts/site-settings.ts'
import { element } from '../../shared/dom.ts'
import type { Field } from '../form/field.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'
import { brandingSection } from './branding-section.ts'
import type { Draft } from './draft.ts'
import { templateBodyOf } from './draft-body.ts'
import { type DraftProblem, draftProblems } from './draft-problems.ts'
import { editorBar } from './editor-bar.ts'
import type { EditorActions, EditorPart, EditorState } from './editor-state.ts'
import { textsSection } from './form-sections.ts'
import { languagesSection } from './languages-section.ts'
import { createPreview } from './preview.ts'
import { problemSummary } from './problem-summary.ts'
import { questionList } from './question-list.ts'
import type { SaveResult } from './save-template.ts'

export interface TemplateEditorOptions {
  readonly context: Pick<ViewContext, 'announce' | 'setUnsaved'>
  readonly draft: Draft
  /** The latest version, or 0 if the form was never saved. */
  readonly version: number
  /** What to show about a draft that differs from the saved version from the start, such as an imported one. */
  readonly notice?: string | undefined
  /** The id to suggest for a form that was never saved. */
  readonly typedId?: string | undefined
  readonly site: Pick<SiteSettings, 'name' | 'branding' | 'embeddingOrigins'> | undefined
  save(state: EditorState): Promise<SaveResult>
}

export const templateEditor = ({
  context,
  draft,
  version,
  notice,
  typedId = '',
  site,
  save,
}: TemplateEditorOptions): HTMLElement => {
  const { editor } = messages.templates
  const state: EditorState = {
    ...{ draft, version, typedId, locale: draft.defaultLocale, openQuestion: undefined, problems: [] },
  }
  const contentOf = () => JSON.stringify([state.typedId, templateBodyOf(draft)])
  let savedContent = notice === undefined ? contentOf() : ''
  let fields: Field[] = []

  const redraw = () => {
    const focused = fields.find(({ input }) => input === document.activeElement)
    fields = []
    for (const part of parts) part.draw()
    showFieldErrors()
    changed()
    if (focused !== undefined) fields.find(({ name }) => name === focused.name)?.input.focus()
  }
  const changed = () => {
    const isUnsaved = contentOf() !== savedContent
    context.setUnsaved(isUnsaved)
    bar.showState(stateText(isUnsaved), isUnsaved)
    if (state.problems.length > 0) removeFixedProblems()
    for (const part of parts) part.refresh?.()
    preview.update()
  }
  const stateText = (isUnsaved: boolean): string => {
    if (isUnsaved) return notice !== undefined && savedContent === '' ? notice : editor.unsaved
    return state.version === 0 ? editor.notSaved : editor.savedAs(state.version)
  }
  /** Removes an error as soon as it is fixed. New errors appear only when the person saves. */
  const removeFixedProblems = () => {
    const keyOf = ({ field, locale, isSummary }: DraftProblem) => (isSummary ? 'languages' : `${field} ${locale}`)
    const current = new Map(draftProblems(draft, state.locale).map((problem) => [keyOf(problem), problem]))
    const remaining = state.problems.flatMap((problem) => current.get(keyOf(problem)) ?? [])
    if (
      remaining.every((each, index) => each.text === state.problems[index]?.text) &&
      remaining.length === state.problems.length
    )
      return
    state.problems = remaining
    showFieldErrors()
    summary.show(remaining)
  }
  const showFieldErrors = () => {
    for (const field of fields) {
      const problem = state.problems.find(
        ({ field: name, locale, isSummary }) =>
          !isSummary && name === field.name && (locale === undefined || locale === state.locale),
      )
      field.setError(problem?.text)
    }
  }
  const actions: EditorActions = {
    state,
    registerField(field) {
      fields.push(field)
      return field
    },
    changed: () => changed(),
    redraw,
    redrawAndFocus(selector) {
      redraw()
      root.querySelector<HTMLElement>(selector)?.focus()
    },
    editLanguage(locale) {
      state.locale = locale
      redraw()
    },
    announce: context.announce,
  }
  const goTo = ({ field: path, locale, question }: DraftProblem) => {
    if (locale !== undefined) state.locale = locale
    const number = question ?? Number(/^questions\.(\d+)/.exec(path)?.[1] ?? Number.NaN) + 1
    if (!Number.isNaN(number)) state.openQuestion = draft.questions[number - 1]
    redraw()
    const field =
      fields.find(({ name }) => name === path) ??
      fields.find(({ name }) => name.startsWith(`${path}.`) || path.startsWith(`${name}.`))
    for (let at = field?.root.closest('details'); at; at = at.parentElement?.closest('details')) at.open = true
    const target = field?.input ?? root.querySelector<HTMLElement>('.open .add-option, .add-question select')
    target?.focus()
  }
  const refuse = (problems: readonly DraftProblem[], sentence?: string) => {
    state.problems = problems
    showFieldErrors()
    for (const part of parts) part.refresh?.()
    summary.show(problems, sentence)
    summary.root.focus()
  }
  const bar = editorBar(state, {
    editLanguage: actions.editLanguage,
    async save() {
      const problems = draftProblems(draft, state.locale)
      if (problems.length > 0) return refuse(problems)
      context.announce('')
      const content = contentOf()
      const result = await save(state)
      if ('sentence' in result) return refuse([], result.sentence)
      if ('problems' in result) return refuse(result.problems)
      state.problems = []
      state.version = result.version
      savedContent = content
      summary.show([])
      redraw()
    },
  })
  const summary = problemSummary(actions, goTo)
  const sections = [
    textsSection(actions),
    questionList(actions),
    languagesSection(actions),
    brandingSection(actions, site?.embeddingOrigins),
  ]
  const parts: readonly EditorPart[] = [bar, ...sections]
  const preview = createPreview(state, site)
  const root = element(
    'div',
    { class: 'editor' },
    element('div', { class: 'form' }, bar.root, summary.root, ...sections.map((section) => section.root)),
    preview.root,
  )
  root.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    bar.save()
  })
  redraw()
  return root
}

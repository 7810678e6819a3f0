/** Lists what must be fixed before saving. Each line leads to its field, in its language and its question. */
import { button, element } from '../../shared/dom.ts'
import { messages } from '../messages/current.ts'
import type { Draft } from './draft.ts'
import { type DraftProblem, summaryText } from './draft-problems.ts'
import { copyMissingTexts, missingTexts } from './draft-texts.ts'
import type { EditorActions } from './editor-state.ts'
import { languageName } from './language-name.ts'

export interface ProblemSummary {
  readonly root: HTMLElement
  /** Shows a line per problem, or only the sentence if there is none. Hides the summary if there is neither. */
  show(problems: readonly DraftProblem[], sentence?: string): void
}

const isTranslationMissing = (draft: Draft): boolean =>
  draft.locales.some((locale) => missingTexts(draft, locale).length > 0)

export const problemSummary = (
  { state, redrawAndFocus, announce }: EditorActions,
  goTo: (problem: DraftProblem) => void,
): ProblemSummary => {
  const { errors, languages } = messages.templates
  const root = element('div', { class: 'summary', tabindex: -1, role: 'group', hidden: true })
  const lineOf = (problem: DraftProblem) => {
    const link = element('a', { href: '#' }, summaryText(problem))
    link.addEventListener('click', (event) => {
      event.preventDefault()
      goTo(problem)
    })
    return element('li', {}, link)
  }
  const copyAll = () => {
    const { draft } = state
    const source = languageName(draft.defaultLocale)
    const count = draft.locales.reduce((sum, locale) => sum + copyMissingTexts(draft, locale), 0)
    // The button is gone with the error, and the next step is to save.
    redrawAndFocus('.editor-bar .main')
    announce(languages.copied(count, source))
  }
  return {
    root,
    show(problems, sentence) {
      root.hidden = problems.length === 0 && sentence === undefined
      if (root.hidden) return root.replaceChildren()
      root.setAttribute('aria-labelledby', 'summary-title')
      const source = languageName(state.draft.defaultLocale)
      root.replaceChildren(
        element('h2', { id: 'summary-title' }, sentence ?? errors.heading(problems.length)),
        element('ul', {}, ...problems.map(lineOf)),
      )
      const { draft } = state
      // Only texts that the default language has can be copied.
      if (problems.length > 0 && missingTexts(draft, draft.defaultLocale).length === 0 && isTranslationMissing(draft))
        root.append(button(errors.copyAll(source), copyAll, { class: 'compact' }))
    },
  }
}

/** The versions of a form: number, who saved it and when, and the difference between two versions. */
import type { TemplateId } from '../../../contracts/identifiers.ts'
import { getTemplate } from '../../../contracts/steps/get-template.ts'
import type { Template } from '../../../contracts/template.ts'
import { button, element } from '../../shared/dom.ts'
import { dateTime, dateTimeText } from '../date-time.ts'
import { selectField } from '../form/field.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import { recordTable } from '../records/record-table.ts'
import type { ViewContext } from '../view.ts'
import { collapsedSection } from './form-sections.ts'
import { assignVersions, readSaves, type SavedBy } from './version-authors.ts'
import { versionDifference } from './version-difference.ts'

export interface VersionsSection {
  readonly root: HTMLElement
  /** Shows the versions up to the latest. */
  show(latest: number): void
}

const maxShown = 20
const clockToleranceMs = 3_600_000

export interface VersionsOptions {
  readonly context: Pick<ViewContext, 'service' | 'announce'>
  readonly templateId: TemplateId
  /** Opens a version in the editor. */
  open(version: Template): void
}

export const versionsSection = ({ context, templateId, open }: VersionsOptions): VersionsSection => {
  const { service, announce } = context
  const { versions, editor } = messages.templates
  const { root, content } = collapsedSection('versions', editor.versions, false)
  let latest = 0
  let drawnFor = 0

  const read = async (version: number): Promise<Template | undefined> => {
    const reply = await service.call(getTemplate, {
      ...{ path: { templateId }, body: {} },
      query: { version: String(version) },
    })
    if (reply.outcome === 'done') return reply.value
    announce(failureMessage(reply))
    return undefined
  }
  const openVersion = async (version: number) => {
    const template = await read(version)
    if (template !== undefined) open(template)
  }
  const draw = () => {
    if (!root.open || drawnFor === latest) return
    drawnFor = latest
    content.replaceChildren(authorTable(latest), comparison(latest))
  }

  const authorTable = (newest: number): HTMLElement => {
    const { columns } = versions
    const table = recordTable([columns.version, columns.at, columns.by, columns.actions])
    const note = element('p', { class: 'hint', role: 'status' })
    const shown = Array.from({ length: Math.min(newest, maxShown) }, (_, offset) => newest - offset)
    const cells = new Map<number, { readonly at: HTMLElement; readonly by: HTMLElement }>()
    for (const version of shown) {
      const at = element('td', {}, '–')
      const by = element('td', {}, '–')
      const openButton = button(versions.open, () => void openVersion(version), {
        ...{ class: 'compact', 'aria-label': versions.openVersion(version) },
      })
      const head = element('th', { scope: 'row' }, String(version))
      table.body.append(table.rowOf([head, at, by, element('td', {}, openButton)]))
      cells.set(version, { at, by })
    }
    const events: Parameters<typeof assignVersions>[0][number][] = []
    // The clock of this computer may be slow.
    let until = new Date(Date.now() + clockToleranceMs)
    const search = async () => {
      const found = await readSaves(service, until)
      // Each record counts one version back from the latest, so a version that was saved in the meantime would shift them.
      if (newest !== latest) return
      if (found.outcome === 'not-permitted') earlier.hidden = true
      if (found.outcome === 'not-permitted') note.textContent = versions.noPermission
      if (found.outcome !== 'found') return
      events.push(...found.events)
      until = found.searchedFrom
      const authors = assignVersions(events, templateId, newest)
      const unknown = [...cells].filter(([version, cell]) => !showAuthor(cell, authors.get(version)))
      for (const [, { at }] of unknown) at.textContent = versions.before(dateTimeText(until.toISOString()))
      earlier.hidden = unknown.length === 0
    }
    const earlier = button(versions.searchEarlier, () => void search(), { class: 'compact' })
    earlier.hidden = true
    void search()
    return element('div', { class: 'paged' }, element('div', { class: 'wide' }, table.root), note, earlier)
  }
  const comparison = (newest: number): HTMLElement => {
    if (newest < 2) return element('p', { class: 'quiet' }, versions.onlyOne)
    const result = element('div', { role: 'status' })
    const options = Array.from({ length: newest }, (_, offset) => String(newest - offset)).map(
      (each) => [each, each] as const,
    )
    const compare = async () => {
      const [one, other] = [Number(from.input.value), Number(to.input.value)]
      const [before, after] = await Promise.all([read(one), read(other)])
      if (before === undefined || after === undefined) return
      const changes = versionDifference(before, after)
      result.replaceChildren(
        element('h4', {}, versions.changes(one, other)),
        changes.length === 0
          ? element('p', {}, versions.same)
          : element('ul', { class: 'changes' }, ...changes.map((change) => element('li', {}, change))),
      )
    }
    const changed = () => void compare()
    const from = selectField({ name: 'from', label: versions.from, value: String(newest - 1), changed }, options)
    const to = selectField({ name: 'to', label: versions.to, value: String(newest), changed }, options)
    void compare()
    return element(
      'div',
      { class: 'comparison' },
      element('h3', {}, versions.compare),
      element('div', { class: 'joined' }, from.root, to.root),
      result,
    )
  }
  root.addEventListener('toggle', draw)
  return {
    root,
    show(newest) {
      latest = newest
      root.hidden = newest === 0
      draw()
    },
  }
}

const showAuthor = (
  { at, by }: { readonly at: HTMLElement; readonly by: HTMLElement },
  author: SavedBy | undefined,
): boolean => {
  if (author === undefined) return false
  at.replaceChildren(dateTime(author.at))
  by.textContent = author.by
  return true
}

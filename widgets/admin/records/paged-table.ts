/** A table with a button that loads the next page, and optionally a field that searches all pages. */
import { button, element, setBusy } from '../../shared/dom.ts'
import { messages } from '../messages/current.ts'
import { recordTable } from './record-table.ts'

export interface PagedTable<Row> {
  readonly root: HTMLElement
  /** Loads the next page. */
  more(): Promise<void>
  /** Replaces the row with the same key, or appends the row. */
  readonly replace: (row: Row) => void
}

export interface PagedTableOptions<Row> {
  readonly label: string
  readonly head: readonly string[]
  rowOf(row: Row): readonly Node[]
  keyOf(row: Row): string
  read(
    cursor: string | undefined,
  ): Promise<{ readonly rows: readonly Row[]; readonly cursor: string | undefined } | { readonly failed: string }>
  /** What to do if the list is empty. */
  readonly empty?: string
  /** Adds a search field. `textOf` returns the text in which it searches. */
  readonly search?: { readonly label: string; textOf(row: Row): string }
}

const controlsOf = (row: HTMLElement) => [...row.querySelectorAll<HTMLElement>('button, select, a')]

export const pagedTable = <Row>(options: PagedTableOptions<Row>): PagedTable<Row> => {
  const { label, head, rowOf, keyOf, read, search, empty = messages.nothing } = options
  const table = recordTable(head)
  const note = element('p', { class: 'quiet', role: 'status' })
  const moreButton = button(messages.more, () => void more())
  moreButton.hidden = true
  const scrollRegion = element('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': label }, table.root)
  const searchInput = element('input', { type: 'search', 'aria-label': search?.label, placeholder: search?.label })
  const root = element('div', { class: 'paged' }, search && searchInput, scrollRegion, note, moreButton)
  let cursor: string | undefined
  let isComplete = false
  let failure: string | undefined
  const rows = new Map<string, { readonly row: Row; readonly root: HTMLElement }>()

  const filter = () => {
    const typed = searchInput.value.trim().toLowerCase()
    let shown = 0
    for (const { row, root: rowRoot } of rows.values()) {
      rowRoot.hidden = typed !== '' && search?.textOf(row).toLowerCase().includes(typed) === false
      if (!rowRoot.hidden) shown += 1
    }
    scrollRegion.hidden = shown === 0
    moreButton.hidden = cursor === undefined
    note.textContent = failure ?? (shown > 0 ? '' : rows.size > 0 ? messages.noMatch(typed) : empty)
    note.hidden = note.textContent === ''
  }
  const putRow = (row: Row) => {
    const newRow = table.rowOf(rowOf(row).map((cell) => element('td', {}, cell)))
    const oldRow = rows.get(keyOf(row))?.root
    if (oldRow === undefined) table.body.append(newRow)
    else {
      // Keep the focus if a control of the old row has it. If that control is gone, its neighbour gets the focus.
      const focused = controlsOf(oldRow).findIndex((control) => control.matches(':focus'))
      oldRow.replaceWith(newRow)
      const controls = controlsOf(newRow)
      if (focused >= 0) controls[Math.min(focused, controls.length - 1)]?.focus()
    }
    rows.set(keyOf(row), { row, root: newRow })
  }
  const more = async () => {
    setBusy(moreButton, true)
    const page = await read(cursor)
    setBusy(moreButton, false)
    failure = 'failed' in page ? page.failed : undefined
    if (!('failed' in page)) {
      for (const row of page.rows) putRow(row)
      cursor = page.cursor
      isComplete = cursor === undefined
    }
    filter()
  }
  const findInAllPages = async () => {
    filter()
    while (searchInput.value.trim() !== '' && !isComplete && failure === undefined) await more()
  }
  searchInput.addEventListener('input', () => void findInAllPages())
  return {
    root,
    more,
    replace(row) {
      putRow(row)
      filter()
    },
  }
}

/** A table with a button that loads the next page. */
import { button, element, setBusy } from '../../shared/dom.ts'
import { messages } from '../messages/en.ts'
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
}

const controlsOf = (row: HTMLElement) => [...row.querySelectorAll<HTMLElement>('button, select, a')]

export const pagedTable = <Row>({ label, head, rowOf, keyOf, read }: PagedTableOptions<Row>): PagedTable<Row> => {
  const table = recordTable(head)
  const note = element('p', { class: 'quiet', hidden: true })
  const moreButton = button(messages.more, () => void more())
  moreButton.hidden = true
  const scrollRegion = element('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': label }, table.root)
  const root = element('div', { class: 'paged' }, scrollRegion, note, moreButton)
  let cursor: string | undefined
  const rows = new Map<string, HTMLElement>()
  const putRow = (row: Row) => {
    const newRow = table.rowOf(rowOf(row).map((cell) => element('td', {}, cell)))
    const oldRow = rows.get(keyOf(row))
    if (oldRow === undefined) table.body.append(newRow)
    else {
      // Keep the focus if a control of the old row has it.
      const focused = controlsOf(oldRow).findIndex((control) => control.matches(':focus'))
      oldRow.replaceWith(newRow)
      controlsOf(newRow)[focused]?.focus()
    }
    rows.set(keyOf(row), newRow)
    note.hidden = true
  }
  const more = async () => {
    setBusy(moreButton, true)
    const page = await read(cursor)
    setBusy(moreButton, false)
    if ('failed' in page) {
      note.textContent = page.failed
      note.hidden = false
      return
    }
    for (const row of page.rows) putRow(row)
    cursor = page.cursor
    moreButton.hidden = cursor === undefined
    scrollRegion.hidden = rows.size === 0
    note.textContent = messages.nothing
    note.hidden = rows.size > 0
  }
  return {
    root,
    more,
    replace(row) {
      scrollRegion.hidden = false
      putRow(row)
    },
  }
}

/**
 * A table whose rows are displayed as cards on a phone. CSS overrides the display of the table's parts, and browsers then drop
 * the table roles of these parts. Each part therefore has an explicit role.
 */
import { element } from '../../shared/dom.ts'

export interface RecordTable {
  readonly root: HTMLTableElement
  readonly body: HTMLTableSectionElement
  /** Creates a row from cells (`td` or `th`) in the order of the column headers. */
  rowOf(cells: readonly HTMLTableCellElement[]): HTMLTableRowElement
}

export const recordTable = (head: readonly string[]): RecordTable => {
  const body = element('tbody', { role: 'rowgroup' })
  const headCells = head.map((text) => element('th', { scope: 'col', role: 'columnheader' }, text))
  const headRow = element('tr', { role: 'row' }, ...headCells)
  const root = element('table', { role: 'table' }, element('thead', { role: 'rowgroup' }, headRow), body)
  return {
    root,
    body,
    rowOf(cells) {
      for (const [column, cell] of cells.entries()) {
        cell.setAttribute('role', cell.scope === 'row' ? 'rowheader' : 'cell')
        cell.dataset.head = head[column] ?? ''
      }
      return element('tr', { role: 'row' }, ...cells)
    },
  }
}

/** Moves a row of a list with a pointer. The keyboard and the buttons of a row are the alternatives (WCAG 2.5.7). */

const middleOf = (row: Element): number => {
  const { top, height } = row.getBoundingClientRect()
  return top + height / 2
}

/** Makes the handle move its row. Calls `moved` with the new index when the pointer is released at another place. */
export const moveByDragging = (handle: HTMLElement, row: HTMLElement, moved: (to: number) => void): void => {
  handle.addEventListener('pointerdown', (start) => {
    const list = row.parentElement
    if (start.button !== 0 || list === null) return
    start.preventDefault()
    handle.setPointerCapture(start.pointerId)
    const others = [...list.children].filter((each) => each !== row)
    const from = [...list.children].indexOf(row)
    let to = from
    const end = new AbortController()
    const markTarget = () => {
      for (const [index, other] of others.entries()) {
        other.classList.toggle('drop-before', to !== from && index === to)
        other.classList.toggle('drop-after', to !== from && to === others.length && index === to - 1)
      }
    }
    const finish = (isMoved: boolean) => {
      end.abort()
      row.classList.remove('dragged')
      row.style.removeProperty('transform')
      const target = to
      to = from
      markTarget()
      if (isMoved && target !== from) moved(target)
    }
    row.classList.add('dragged')
    const { signal } = end
    handle.addEventListener(
      'pointermove',
      ({ clientY }) => {
        row.style.setProperty('transform', `translateY(${clientY - start.clientY}px)`)
        to = others.filter((other) => middleOf(other) < clientY).length
        markTarget()
      },
      { signal },
    )
    handle.addEventListener('pointerup', () => finish(true), { signal })
    handle.addEventListener('pointercancel', () => finish(false), { signal })
    document.addEventListener(
      'keydown',
      ({ key }) => {
        if (key === 'Escape') finish(false)
      },
      { signal },
    )
  })
}

/** How the two scripts of the visitor's page know of each other: an attribute of the document. */
const attribute = 'data-page-started'

/** Returns true if the page's script has started. From then on, it handles errors. */
export const hasPageStarted = (): boolean => document.documentElement.hasAttribute(attribute)

export const markPageStarted = (): void => document.documentElement.setAttribute(attribute, '')

/** The name of the site in the HTML of the visitor's page, which shows it before the form is opened. */
import { escapeAttribute } from './html-attribute.ts'

/** The name of the `meta` element that contains the site's name. */
export const siteNameMetaName = 'sealform-site'

/** The attributes of that `meta` element in the built HTML, and in the document of an unknown site. */
export const siteNamePlaceholder = `name="${siteNameMetaName}" content=""`

/** Returns the attributes with the site's name instead of the placeholder. */
export const renderSiteName = (siteName: string): string =>
  `name="${siteNameMetaName}" content="${escapeAttribute(siteName)}"`

/** Matches the attributes with any name. A name cannot contain a quotation mark, because `renderSiteName` escapes it. */
export const renderedSiteName = new RegExp(`name="${siteNameMetaName}" content="[^"]*"`)

import { CODE_HOSTING_APPS } from './code-hosting';
import { COMMERCE_APPS } from './commerce';
import { CRM_APPS } from './crm';
import { DATA_APPS } from './data';
import { DEVELOPER_APPS } from './developer';
import { DOCUMENT_APPS } from './documents';
import { EMAIL_APPS } from './email';
import { FILE_APPS } from './files';
import { MARKETING_APPS } from './marketing';
import { MESSAGING_APPS } from './messaging';
import { PEOPLE_APPS } from './people';
import { PROJECT_APPS } from './projects';
import { SCHEDULING_APPS } from './scheduling';
import { SUPPORT_APPS } from './support';

/** The well-known apps, the most used first: both providers list them in this order. */
export const KNOWN_APPS = [
  ...EMAIL_APPS,
  ...MESSAGING_APPS,
  ...SCHEDULING_APPS,
  ...CRM_APPS,
  ...CODE_HOSTING_APPS,
  ...DEVELOPER_APPS,
  ...PROJECT_APPS,
  ...DOCUMENT_APPS,
  ...FILE_APPS,
  ...MARKETING_APPS,
  ...SUPPORT_APPS,
  ...COMMERCE_APPS,
  ...DATA_APPS,
  ...PEOPLE_APPS,
].sort((left, right) => right.weight - left.weight);

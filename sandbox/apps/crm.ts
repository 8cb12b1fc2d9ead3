import { crud } from './crud';
import { defineApp } from './define';

const LEADS = [
  {
    id: 'lead_1001',
    first_name: 'Lucia',
    last_name: 'Ferreira',
    name: 'Lucia Ferreira',
    company: 'Northwind Traders',
    email: 'lucia@northwind.test',
    phone: '+1 555 0101',
    status: 'New',
    source: 'Web',
  },
  {
    id: 'lead_1002',
    first_name: 'Omar',
    last_name: 'Haddad',
    name: 'Omar Haddad',
    company: 'Contoso Robotics',
    email: 'omar@contoso.test',
    phone: '+1 555 0102',
    status: 'Contacted',
    source: 'Referral',
  },
  {
    id: 'lead_1003',
    first_name: 'Mei',
    last_name: 'Tanaka',
    name: 'Mei Tanaka',
    company: 'Fabrikam Foods',
    email: 'mei@fabrikam.test',
    phone: '+1 555 0103',
    status: 'Qualified',
    source: 'Event',
  },
];

const LEAD = {
  last_name: 'string! Last name.',
  company: 'string! Company.',
  first_name: 'string First name.',
  email: 'string E-mail address.',
  phone: 'string Phone number.',
  status: '(New|Contacted|Qualified|Lost) Where the lead stands.',
  source: 'string Where the lead came from.',
};

const CONTACT = {
  email: 'string! E-mail address.',
  first_name: 'string First name.',
  last_name: 'string Last name.',
  phone: 'string Phone number.',
  company: 'string Company.',
};

const DEAL = {
  name: 'string! The deal’s name.',
  amount: 'number What it is worth.',
  stage: '(Qualification|Proposal|Negotiation|Won|Lost) Where it stands.',
  close_date: 'string When it should close (YYYY-MM-DD).',
};

const NOTE = { body: 'string! The note.' };

export const CRM_APPS = [
  defineApp({
    slug: 'hubspot',
    name: 'HubSpot',
    description: 'Contacts, companies, deals and tickets.',
    color: '#ff7a59',
    domain: 'hubspot.com',
    category: 'CRM',
    weight: 960,
    scopes: ['crm.objects.contacts.write', 'crm.objects.companies.write', 'crm.objects.deals.write', 'tickets'],
    resources: {
      contact: { fields: CONTACT },
      company: {
        fields: { name: 'string! Its name.', domain: 'string Its domain.', industry: 'string Its industry.' },
      },
      deal: { fields: DEAL },
      ticket: {
        fields: {
          subject: 'string! What it is about.',
          content: 'string The details.',
          priority: '(LOW|MEDIUM|HIGH) How urgent.',
        },
      },
      note: { fields: { contact_id: 'string@contact! The contact.', ...NOTE } },
    },
    actions: {
      'create-contact': ['CREATE_CONTACT', 'create', 'contact', 'Create a contact.'],
      'search-crm': ['SEARCH_CONTACTS_BY_CRITERIA', 'list', 'contact', 'Find contacts.'],
      'get-contact': ['READ_CONTACT', 'get', 'contact', 'Get one contact.'],
      'update-contact': ['UPDATE_CONTACT', 'update', 'contact', 'Change a contact.'],
      'delete-contact': ['ARCHIVE_CONTACT', 'delete', 'contact', 'Archive a contact.'],
      ...crud('company', 'companies', 'list get create update'),
      ...crud('deal', 'deals', 'list get create update delete'),
      ...crud('ticket', 'tickets', 'list create update'),
      'add-note-to-contact': ['CREATE_NOTE', 'create', 'note', 'Write a note on a contact.'],
    },
  }),
  defineApp({
    slug: 'salesforce_rest_api',
    toolkit: 'salesforce',
    name: 'Salesforce',
    description: 'Leads, contacts, accounts and opportunities.',
    color: '#00a1e0',
    domain: 'salesforce.com',
    category: 'CRM',
    weight: 955,
    prop: 'salesforce',
    scopes: ['api', 'refresh_token'],
    resources: {
      lead: { fields: LEAD, rows: LEADS },
      contact: { fields: CONTACT },
      account: { fields: { name: 'string! Its name.', industry: 'string Its industry.', website: 'string Its site.' } },
      opportunity: { plural: 'opportunities', fields: DEAL },
      task: {
        fields: { subject: 'string! What to do.', due_date: 'string By when.', status: '(Open|Done) How it stands.' },
      },
    },
    actions: {
      ...crud('lead', 'leads', 'create list get update delete'),
      ...crud('contact', 'contacts', 'create list get update'),
      ...crud('account', 'accounts', 'create list get'),
      ...crud('opportunity', 'opportunities', 'create list update'),
      'create-task': ['CREATE_TASK', 'create', 'task', 'Create a task.'],
      'soql-search': [
        'RUN_SOQL_QUERY',
        'list',
        'lead',
        'Look up leads by words of a SOQL condition.',
        { fields: { query: 'string! The text to look for.', limit: 'integer The most results.' } },
      ],
    },
  }),
  defineApp({
    slug: 'pipedrive',
    name: 'Pipedrive',
    description: 'A pipeline of deals for small sales teams.',
    color: '#017737',
    domain: 'pipedrive.com',
    category: 'CRM',
    weight: 830,
    scopes: ['deals:full', 'leads:full', 'contacts:full'],
    resources: {
      lead: {
        fields: {
          title: 'string! What it is about.',
          person: 'string The person.',
          status: '(new|contacted|won|lost) How it stands.',
        },
      },
      deal: {
        fields: {
          title: 'string! The deal’s name.',
          value: 'number What it is worth.',
          status: '(open|won|lost) How it stands.',
        },
      },
      person: {
        plural: 'persons',
        fields: { name: 'string! Full name.', email: 'string E-mail.', phone: 'string Phone.' },
      },
      organization: { fields: { name: 'string! Its name.', address: 'string Where it is.' } },
      activity: {
        plural: 'activities',
        fields: { subject: 'string! What to do.', due_date: 'string By when.', deal_id: 'string@deal The deal.' },
      },
      note: { fields: { content: 'string! The note.', deal_id: 'string@deal The deal.' } },
    },
    actions: {
      'add-lead': ['ADD_A_LEAD', 'create', 'lead', 'Add a lead.'],
      'search-leads': ['GET_ALL_LEADS', 'list', 'lead', 'List and find leads.'],
      'update-lead': ['UPDATE_A_LEAD', 'update', 'lead', 'Change a lead, for instance mark it as contacted.'],
      'delete-lead': ['DELETE_A_LEAD', 'delete', 'lead', 'Delete a lead.'],
      'add-deal': ['ADD_A_DEAL', 'create', 'deal', 'Add a deal.'],
      'list-deals': ['GET_ALL_DEALS', 'list', 'deal', 'List deals.'],
      'update-deal': ['UPDATE_A_DEAL', 'update', 'deal', 'Change a deal.'],
      'add-person': ['ADD_A_PERSON', 'create', 'person', 'Add a person.'],
      'search-persons': ['SEARCH_PERSONS', 'list', 'person', 'Find people.'],
      'add-organization': ['ADD_AN_ORGANIZATION', 'create', 'organization', 'Add an organization.'],
      'add-activity': ['ADD_AN_ACTIVITY', 'create', 'activity', 'Plan a call, meeting or task.'],
      'add-note': ['ADD_A_NOTE', 'create', 'note', 'Write a note.'],
    },
  }),
  defineApp({
    slug: 'zoho_crm',
    toolkit: 'zoho',
    name: 'Zoho CRM',
    description: 'Leads, contacts and deals of the Zoho suite.',
    color: '#e42527',
    domain: 'zoho.com',
    category: 'CRM',
    weight: 780,
    scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.users.READ'],
    resources: { lead: { fields: LEAD, rows: LEADS }, contact: { fields: CONTACT }, deal: { fields: DEAL } },
    actions: {
      ...crud('lead', 'leads', 'create list get update delete'),
      'convert-lead': [
        'CONVERT_ZOHO_LEAD',
        'update',
        'lead',
        'Turn a lead into a contact and a deal.',
        { fields: { lead_id: 'string@lead! The lead.' }, set: { status: 'Qualified', converted: true } },
      ],
      ...crud('contact', 'contacts', 'create list update'),
      ...crud('deal', 'deals', 'create list update'),
    },
  }),
  defineApp({
    slug: 'attio',
    name: 'Attio',
    description: 'A CRM that shapes itself to the company.',
    color: '#1f1f23',
    domain: 'attio.com',
    category: 'CRM',
    weight: 480,
    scopes: ['record_permission:read-write', 'object_configuration:read'],
    resources: {
      person: { plural: 'people', fields: CONTACT },
      company: { fields: { name: 'string! Its name.', domain: 'string Its domain.' } },
      note: { fields: NOTE },
    },
    actions: {
      ...crud('person', 'people', 'list get create update delete'),
      ...crud('company', 'companies', 'list create'),
      ...crud('note', 'notes', 'list create'),
    },
  }),
  defineApp({
    slug: 'apollo_io',
    toolkit: 'apollo',
    name: 'Apollo.io',
    description: 'Find prospects and reach them.',
    color: '#ebf212',
    domain: 'apollo.io',
    category: 'CRM',
    auth: 'keys',
    weight: 610,
    resources: {
      contact: { fields: CONTACT },
      sequence: { fields: { name: 'string! Its name.', active: 'boolean Whether it runs.' } },
    },
    actions: { ...crud('contact', 'contacts', 'search create update'), ...crud('sequence', 'sequences', 'search') },
  }),
];

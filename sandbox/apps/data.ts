import { crud } from './crud';
import { defineApp } from './define';

const SQL = {
  query: 'string! The name of a table or a text in its rows.',
  max_results: 'integer The most rows (default 25).',
};

const ORDERS = [
  { id: 'r1', dataset: 'analytics', customer: 'Northwind Traders', country: 'US', orders: 128, revenue: 48_210.5 },
  { id: 'r2', dataset: 'analytics', customer: 'Contoso Robotics', country: 'DE', orders: 64, revenue: 21_980 },
  { id: 'r3', dataset: 'analytics', customer: 'Fabrikam Foods', country: 'BR', orders: 301, revenue: 90_112.75 },
];

export const DATA_APPS = [
  defineApp({
    slug: 'google_bigquery',
    toolkit: 'googlebigquery',
    name: 'Google BigQuery',
    description: 'Ask questions of very large tables.',
    color: '#669df6',
    domain: 'cloud.google.com',
    category: 'Data & Analytics',
    weight: 920,
    scopes: ['https://www.googleapis.com/auth/bigquery'],
    resources: {
      dataset: {
        fields: { name: 'string! Its name.' },
        rows: [{ id: 'analytics', name: 'analytics', location: 'EU' }],
      },
      table: {
        fields: { dataset_id: 'string@dataset! The dataset.', name: 'string! Its name.' },
        rows: [{ id: 'orders', dataset_id: 'analytics', name: 'orders', rows: 3 }],
      },
      row: {
        fields: {
          customer: 'string! The customer.',
          country: 'string The country.',
          orders: 'integer How many.',
          revenue: 'number How much.',
        },
        rows: ORDERS,
      },
    },
    actions: {
      query: ['QUERY', 'list', 'row', 'Read rows that a text picks out.', { fields: SQL }],
      'list-datasets': ['LIST_DATASETS', 'list', 'dataset', 'List datasets.'],
      'list-tables': ['LIST_TABLES', 'list', 'table', 'List the tables of a dataset.'],
      'get-table-schema': ['GET_TABLE_SCHEMA', 'get', 'table', 'Describe one table.'],
      'insert-rows': ['INSERT_ROWS', 'create', 'row', 'Add a row.'],
      'create-dataset': ['CREATE_DATASET', 'create', 'dataset', 'Create a dataset.'],
      'delete-table': ['DELETE_TABLE', 'delete', 'table', 'Delete a table with its rows.'],
    },
  }),
  defineApp({
    slug: 'snowflake',
    name: 'Snowflake',
    description: 'A warehouse for data.',
    color: '#29b5e8',
    domain: 'snowflake.com',
    category: 'Data & Analytics',
    auth: 'keys',
    weight: 670,
    resources: {
      row: { fields: { customer: 'string! The customer.', revenue: 'number How much.' }, rows: ORDERS },
      database: { fields: { name: 'string! Its name.' } },
    },
    actions: {
      'query-sql-database': ['RUN_QUERY', 'list', 'row', 'Read rows that a text picks out.', { fields: SQL }],
      'insert-row': ['INSERT_ROW', 'create', 'row', 'Add a row.'],
      ...crud('database', 'databases', 'list'),
    },
  }),
  defineApp({
    slug: 'google_analytics',
    name: 'Google Analytics',
    description: 'What people do on the site.',
    color: '#e37400',
    domain: 'analytics.google.com',
    category: 'Data & Analytics',
    weight: 775,
    scopes: ['https://www.googleapis.com/auth/analytics.readonly'],
    resources: {
      property: { plural: 'properties', fields: { name: 'string! Its name.' } },
      report: {
        fields: { page: 'string! The page.', views: 'integer! How often seen.' },
        rows: [
          { id: 'rep_1', page: '/', views: 12_034 },
          { id: 'rep_2', page: '/pricing', views: 3_120 },
        ],
      },
    },
    actions: {
      'run-report-in-ga4': ['RUN_REPORT', 'list', 'report', 'Run a report.'],
      'list-properties': ['LIST_PROPERTIES', 'list', 'property', 'List properties.'],
    },
  }),
  defineApp({
    slug: 'mixpanel',
    name: 'Mixpanel',
    description: 'How a product is used.',
    color: '#7856ff',
    domain: 'mixpanel.com',
    category: 'Data & Analytics',
    auth: 'keys',
    weight: 490,
    resources: {
      event: {
        fields: { name: 'string! What happened.', distinct_id: 'string! To whom.', properties: 'object The details.' },
      },
      cohort: { fields: { name: 'string! Its name.' } },
    },
    actions: {
      'track-event': ['TRACK_EVENT', 'create', 'event', 'Record an event.'],
      ...crud('event', 'events', 'list'),
      ...crud('cohort', 'cohorts', 'list'),
    },
  }),
  defineApp({
    slug: 'supabase',
    name: 'Supabase',
    description: 'PostgreSQL with everything around it.',
    color: '#3ecf8e',
    domain: 'supabase.com',
    category: 'Data & Analytics',
    auth: 'keys',
    weight: 660,
    resources: {
      project: { fields: { name: 'string! Its name.' } },
      row: { fields: { table: 'string! The table.', values: 'object! The columns.' } },
    },
    actions: { ...crud('row', 'rows', 'list create update delete'), ...crud('project', 'projects', 'list') },
  }),
  defineApp({
    slug: 'openai',
    name: 'OpenAI',
    description: 'Text and pictures from a model.',
    color: '#0d8a6a',
    domain: 'openai.com',
    category: 'Artificial Intelligence',
    auth: 'keys',
    weight: 940,
    resources: {
      completion: { fields: { prompt: 'string! What to write about.', model: 'string The model.' } },
      image: { fields: { prompt: 'string! What to show.' } },
      model: { fields: { name: 'string! Its name.' } },
    },
    actions: {
      chat: ['CREATE_CHAT_COMPLETION', 'create', 'completion', 'Answer a prompt.'],
      'create-image': ['CREATE_IMAGE', 'create', 'image', 'Draw a picture.'],
      ...crud('model', 'models', 'list'),
    },
  }),
  defineApp({
    slug: 'hacker_news',
    toolkit: 'hackernews',
    name: 'Hacker News',
    description: 'What programmers read today.',
    color: '#ff6600',
    domain: 'news.ycombinator.com',
    category: 'News',
    auth: 'none',
    weight: 400,
    resources: {
      story: {
        plural: 'stories',
        fields: { title: 'string! Its title.', url: 'string Where it is.', points: 'integer How many points.' },
      },
    },
    actions: {
      'search-stories': ['SEARCH_POSTS', 'list', 'story', 'Find stories.'],
      'get-story': ['GET_ITEM_WITH_ID', 'get', 'story', 'Get one story.'],
    },
  }),
];

import { crud } from './crud';
import { defineApp } from './define';

const REPOS = [
  {
    id: 'repo_web',
    name: 'acme/web',
    description: 'The public site',
    default_branch: 'main',
    stars: 12,
    is_private: false,
  },
  {
    id: 'repo_api',
    name: 'acme/api',
    description: 'The service behind it',
    default_branch: 'main',
    stars: 31,
    is_private: true,
  },
];

const ISSUES = [
  {
    id: '101',
    repo: 'acme/web',
    title: 'Menu does not close on a phone',
    body: 'Tap outside does nothing.',
    state: 'open',
    labels: ['bug'],
  },
  {
    id: '102',
    repo: 'acme/api',
    title: 'Slow answer for large lists',
    body: 'Over two seconds.',
    state: 'open',
    labels: ['performance'],
  },
  { id: '103', repo: 'acme/api', title: 'Document the error codes', body: '', state: 'closed', labels: ['docs'] },
];

const PULLS = [
  {
    id: '201',
    repo: 'acme/web',
    title: 'Close the menu on an outside tap',
    head: 'fix/menu',
    base: 'main',
    state: 'open',
  },
  { id: '202', repo: 'acme/api', title: 'Page the list endpoint', head: 'feat/paging', base: 'main', state: 'open' },
];

const REPO_ISSUE = {
  repo: 'string@repository! The repository as owner/name.',
  title: 'string! What it is about.',
  body: 'string The details, in Markdown.',
  labels: 'string[] Labels.',
  assignees: 'string[] Who shall do it.',
};

const PULL = {
  repo: 'string@repository! The repository as owner/name.',
  title: 'string! What it changes.',
  head: 'string! The branch with the change.',
  base: 'string! The branch it goes to.',
  body: 'string The details.',
};

export const CODE_HOSTING_APPS = [
  defineApp({
    slug: 'github',
    name: 'GitHub',
    description: 'Repositories, issues and pull requests.',
    color: '#24292f',
    domain: 'github.com',
    category: 'Developer Tools',
    weight: 985,
    scopes: ['repo', 'read:user', 'read:org', 'gist'],
    resources: {
      repository: {
        plural: 'repositories',
        fields: {
          name: 'string! Its name.',
          description: 'string What it is.',
          is_private: 'boolean Hidden from others.',
        },
        rows: REPOS,
      },
      issue: { fields: REPO_ISSUE, rows: ISSUES },
      comment: { fields: { issue_id: 'string@issue! The issue.', body: 'string! The comment.' } },
      pull_request: { fields: PULL, rows: PULLS },
      branch: {
        plural: 'branches',
        fields: { repo: 'string@repository! The repository.', name: 'string! The branch.' },
        rows: [{ id: 'branch_main', repo: 'acme/web', name: 'main' }],
      },
      gist: {
        fields: {
          description: 'string! What it is.',
          content: 'string! The text.',
          is_public: 'boolean Whether all may see it.',
        },
      },
    },
    actions: {
      'create-issue': [
        'CREATE_AN_ISSUE',
        'create',
        'issue',
        'Create an issue in a repository.',
        { set: { state: 'open' } },
      ],
      'list-issues': [
        'LIST_REPOSITORY_ISSUES',
        'list',
        'issue',
        'List the issues of a repository.',
        {
          fields: {
            repo: 'string@repository The repository.',
            state: '(open|closed) Which.',
            limit: 'integer The most results.',
          },
        },
      ],
      'search-issues-and-pull-requests': [
        'SEARCH_ISSUES_AND_PULL_REQUESTS',
        'list',
        'issue',
        'Find issues by text.',
        { fields: { query: 'string! The text.', limit: 'integer The most results.' } },
      ],
      'get-issue': ['GET_AN_ISSUE', 'get', 'issue', 'Get one issue.'],
      'update-issue': [
        'UPDATE_AN_ISSUE',
        'update',
        'issue',
        'Change an issue, or close it.',
        {
          fields: {
            issue_id: 'string@issue! The issue.',
            title: 'string The title.',
            body: 'string The details.',
            state: '(open|closed) Open or closed.',
          },
        },
      ],
      'create-issue-comment': ['CREATE_AN_ISSUE_COMMENT', 'create', 'comment', 'Comment on an issue.'],
      'create-pull-request': [
        'CREATE_A_PULL_REQUEST',
        'create',
        'pull_request',
        'Open a pull request.',
        { set: { state: 'open' } },
      ],
      'list-pull-requests': ['LIST_PULL_REQUESTS', 'list', 'pull_request', 'List pull requests.'],
      'merge-pull-request': [
        'MERGE_A_PULL_REQUEST',
        'update',
        'pull_request',
        'Merge a pull request into its base.',
        {
          fields: { pull_request_id: 'string@pull_request! The pull request.' },
          set: { state: 'merged' },
          destructive: true,
        },
      ],
      'list-repositories': [
        'LIST_REPOSITORIES_FOR_THE_AUTHENTICATED_USER',
        'list',
        'repository',
        'List the repositories of the connected person.',
      ],
      'get-repository': ['GET_A_REPOSITORY', 'get', 'repository', 'Get one repository.'],
      'create-repository': ['CREATE_A_REPOSITORY', 'create', 'repository', 'Create a repository.'],
      'create-branch': ['CREATE_A_REFERENCE', 'create', 'branch', 'Create a branch.'],
      'list-branches': ['LIST_BRANCHES', 'list', 'branch', 'List branches.'],
      'create-gist': ['CREATE_A_GIST', 'create', 'gist', 'Create a gist.'],
      'get-current-user': ['GET_THE_AUTHENTICATED_USER', 'whoami', 'repository', 'Say who is connected.'],
    },
  }),
  defineApp({
    slug: 'gitlab',
    name: 'GitLab',
    description: 'Code, issues and pipelines in one place.',
    color: '#fc6d26',
    domain: 'gitlab.com',
    category: 'Developer Tools',
    weight: 720,
    scopes: ['api', 'read_user'],
    resources: {
      project: { fields: { name: 'string! Its name.', description: 'string What it is.' } },
      issue: {
        fields: {
          project_id: 'string@project! The project.',
          title: 'string! What it is about.',
          description: 'string The details.',
        },
      },
      merge_request: {
        fields: {
          project_id: 'string@project! The project.',
          title: 'string! What it changes.',
          source_branch: 'string! From.',
          target_branch: 'string! To.',
        },
      },
    },
    actions: {
      ...crud('project', 'projects', 'list get create'),
      ...crud('issue', 'issues', 'list get create update'),
      ...crud('merge_request', 'merge_requests', 'list create'),
    },
  }),
  defineApp({
    slug: 'bitbucket',
    name: 'Bitbucket',
    description: 'Git repositories by Atlassian.',
    color: '#2684ff',
    domain: 'bitbucket.org',
    category: 'Developer Tools',
    weight: 560,
    scopes: ['repository:write', 'issue:write', 'pullrequest:write'],
    resources: {
      repository: { plural: 'repositories', fields: { name: 'string! Its name.' }, rows: REPOS },
      issue: { fields: REPO_ISSUE, rows: ISSUES },
      pull_request: { fields: PULL, rows: PULLS },
    },
    actions: {
      ...crud('repository', 'repositories', 'list get'),
      ...crud('issue', 'issues', 'list create update'),
      ...crud('pull_request', 'pull_requests', 'list create'),
    },
  }),
];

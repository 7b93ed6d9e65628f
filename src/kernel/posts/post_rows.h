// How the rows of posts and grants are written. For the sources of this folder and for nobody else:
// rights were asked before, and the caller writes the journal line.
#pragma once

#include "kernel/posts/posts.h"

namespace linli::posts {

void insert_post(store::Writer&, const kernel::Means&, const Post&);
void update_post(store::Writer&, const kernel::Means&, const Post& before, Post&);
// Whoever comes by a post of a team waits to be let in, but for the first of all.
void enter_team(store::Writer&, const Post&);
// The members who are in hear that somebody waits; after the journal line that says so.
void tell_team(store::Writer&, const kernel::Means&, const Post&);
// The person's posts become the account's, with what waits for them.
void hand_posts_to(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id& person,
                   const Id& account);
// Ends the account's sessions when nothing is left that it holds on the day.
void end_idle_sessions(store::Writer&, const kernel::Means&, const kernel::Asker&,
                       const Id& account, Day);
// Tells whoever asked to be told.
void tell(store::Writer&, const kernel::Means&, const kernel::Asker&, const Post&);

}  // namespace linli::posts

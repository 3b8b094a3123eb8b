-- Every document with its version.
declare verify_versions no scroll cursor for select id, version from trail.documents

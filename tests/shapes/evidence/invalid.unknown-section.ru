INSERT { ?e cml:section "appendix" }
WHERE { ?c cml:kind "development" ; cml:evidence ?e }

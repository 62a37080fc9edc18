"""How each provider of language models speaks over HTTP, for `ScriptedModel`."""

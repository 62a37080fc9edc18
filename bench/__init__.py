"""Speed, memory, growth and quality, beside a plain LangChain script in the same run."""

"""What a place asks of its reports beside the law: read from its file, judged as any rule, told point by point."""

"""What is known of China without any document: places, public bodies, policy terms. Knows no plan and no graph."""
